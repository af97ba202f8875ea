from django.http import HttpResponse


def prediction_list(request, **kwargs):
    return HttpResponse("")


def prediction(request, **kwargs):
    return HttpResponse("")
