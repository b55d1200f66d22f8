"""The worker process: periodic jobs and queued ones, each in a named scope."""

import os


def work() -> int:
    """Run jobs until stopped; the addresses must be in the environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kim.config.settings.production")
    import django

    django.setup()
    from procrastinate.contrib.django import app

    from kim.privacy.public import refuse_unsafe_start

    refuse_unsafe_start()
    app.with_connector(app.connector.get_worker_connector()).run_worker(
        install_signal_handlers=True, fetch_job_polling_interval=5, listen_notify=True, delete_jobs="successful",
        concurrency=4,  # a mail server that hangs keeps one of them busy, the others work on
    )  # fmt: skip
    return 0
