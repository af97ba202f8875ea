from django.http import HttpResponse


def source(request, **kwargs):
    return HttpResponse("")
