from django.http import HttpResponse


def claim_list(request, **kwargs):
    return HttpResponse("")


def claim(request, **kwargs):
    return HttpResponse("")
