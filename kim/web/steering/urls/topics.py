"""Addresses of topics and of the inbox of observations."""

from django.urls import path, re_path

from kim.web.steering.views import (
    effects,
    loop,
    observation_inbox,
    topic,
    topic_acts,
    topic_board,
    topic_courses,
    topic_table,
)

urlpatterns = [
    path("themen/", topic_board.topic_list, name="topic_list"),
    path("themen/liste/", topic_table.topic_table, name="topic_table"),
    path("themen/bild/", topic_board.topic_picture, name="topic_picture"),
    path("kreislauf/", loop.loop_page, name="loop"),
    path("kreislauf/pdf/", loop.loop_pdf, name="loop_pdf"),
    path("themen/neu/", topic_acts.topic_new, name="topic_new"),
    path("themen/<int:pk>/", topic.topic_detail, name="topic_detail"),
    path("themen/<int:pk>/bearbeiten/", topic_acts.topic_edit, name="topic_edit"),
    path("themen/<int:pk>/schritt/<slug:to>/", topic_acts.topic_step, name="topic_step"),
    path("themen/<int:pk>/wieder-aufnehmen/", topic_acts.topic_reopen, name="topic_reopen"),
    path("themen/<int:pk>/zusammenlegen/", topic_acts.topic_merge, name="topic_merge"),
    path("themen/<int:pk>/teilen/", topic_acts.topic_split, name="topic_split"),
    path("themen/<int:pk>/herausnehmen/", topic_acts.topic_release, name="topic_release"),
    path("themen/<int:pk>/hinzunehmen/", topic_acts.topic_gather, name="topic_gather"),
    path("themen/<int:pk>/verlauf/<slug:course>/", topic_courses.course_edit, name="topic_course"),
    re_path(
        r"^themen/(?P<pk>[0-9]{1,9})/verlauf/schritt/(?P<step>[0-9]{1,9})/(?P<act>frueher|spaeter|weg)/$",
        topic_courses.course_step_act,
        name="topic_course_act",
    ),
    path("themen/<int:pk>/wirkung/", effects.topic_effect, name="topic_effect"),
    path("themen/<int:pk>/ministerium/", topic_courses.ministry_new, name="ministry_new"),
    path("themen/<int:pk>/ministerium/<int:paper>/", topic_courses.ministry_answer, name="ministry_answer"),
    path("beobachtungen/", observation_inbox.observation_inbox, name="observation_inbox"),
    path("beobachtungen/<uuid:pk>/", observation_inbox.observation_detail, name="observation_detail"),
]
