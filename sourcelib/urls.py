"""All addresses of the site."""

from django.contrib import admin
from django.urls import include, path

from annotations.admin.guidelines import guidelines

urlpatterns = [
    path(
        "admin/annotations/guidelines/",
        admin.site.admin_view(guidelines),
        name="annotation-guidelines",
    ),
    path("admin/", admin.site.urls),
    path("", include("annotations.urls")),
]
