from django.http import HttpResponse


def annotation(request, **kwargs):
    return HttpResponse("")
