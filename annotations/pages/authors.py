from django.http import HttpResponse


def author_list(request, **kwargs):
    return HttpResponse("")


def author(request, **kwargs):
    return HttpResponse("")
