from django.http import HttpResponse


def source_list(request, **kwargs):
    return HttpResponse("")
