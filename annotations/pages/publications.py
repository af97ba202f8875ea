from django.http import HttpResponse


def publication_list(request, **kwargs):
    return HttpResponse("")


def publication(request, **kwargs):
    return HttpResponse("")
