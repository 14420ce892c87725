from django.urls import URLPattern, URLResolver

app_name = "wall"
urlpatterns: list[URLPattern | URLResolver] = []
