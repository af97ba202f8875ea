from django.http import HttpResponse


def healthz(request, **kwargs):
    return HttpResponse("")


def readyz(request, **kwargs):
    return HttpResponse("")
