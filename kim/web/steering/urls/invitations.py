"""Addresses of what goes out for a meeting: invitation, papers, personal links, series."""

from django.urls import URLPattern, path

from kim.web.steering.views import invitations, links, papers, series

urlpatterns: list[URLPattern] = [
    path("sitzungen/<int:pk>/einladung/", invitations.meeting_invite, name="meeting_invite"),
    path("sitzungen/<int:pk>/einladung/nachsenden/", invitations.meeting_invite_others, name="meeting_invite_others"),
    path("sitzungen/<int:pk>/niederschrift/versenden/", invitations.meeting_mail_minutes, name="meeting_mail_minutes"),
    path("sitzungen/<int:pk>/links/<int:holder>/senden/", invitations.meeting_link_send, name="meeting_link_send"),
    path("sitzungen/<int:pk>/links/<int:holder>/sperren/", invitations.meeting_link_revoke, name="meeting_link_revoke"),
    path("sitzungen/<int:pk>/unterlagen/neu/", papers.paper_new, name="paper_new"),
    path("vorschlaege/<int:pk>/unterlagen/neu/", papers.paper_for_proposal, name="paper_for_proposal"),
    path("unterlagen/<int:pk>/", papers.paper_detail, name="paper_detail"),
    path("unterlagen/<int:pk>/zurueckziehen/", papers.paper_withdraw, name="paper_withdraw"),
    path("unterlagen/<int:pk>/<int:number>/", papers.paper_file, name="paper_file"),
    path("sitzungen/reihe/neu/", series.series_new, name="series_new"),
    path("sitzungen/<int:pk>/folgende/", series.series_following, name="series_following"),
    path("sitzungslink/<str:token>/", links.link_page, name="link_page"),
    path("sitzungslink/<str:token>/tagesordnung/", links.link_agenda, name="link_agenda"),
    path("sitzungslink/<str:token>/niederschrift/", links.link_minutes, name="link_minutes"),
    path("sitzungslink/<str:token>/unterlagen/<int:pk>/<int:number>/", links.link_paper, name="link_paper"),
]
