from django.http import HttpResponse


def proposition_list(request, **kwargs):
    return HttpResponse("")


def proposition(request, **kwargs):
    return HttpResponse("")
