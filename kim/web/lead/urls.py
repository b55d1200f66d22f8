"""The addresses of the lead's board."""

from django.urls import path

from kim.web.lead.drafts import register_all
from kim.web.lead.views import board, planned, spread

app_name = "lead"
register_all()
urlpatterns = [
    path("", board.board, name="board"),
    path("verteilen/<int:pk>/", spread.spread_person, name="spread"),
    path("gebiet/<int:pk>/", spread.spread_area, name="area"),
    path("geplant/<int:pk>/absagen/", planned.call_off, name="call_off"),
]
