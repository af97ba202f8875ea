from django.http import HttpResponse


def about(request, **kwargs):
    return HttpResponse("")
