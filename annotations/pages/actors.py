from django.http import HttpResponse


def actor_list(request, **kwargs):
    return HttpResponse("")


def actor(request, **kwargs):
    return HttpResponse("")
