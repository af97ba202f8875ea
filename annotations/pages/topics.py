from django.http import HttpResponse


def topic_list(request, **kwargs):
    return HttpResponse("")


def topic(request, **kwargs):
    return HttpResponse("")
