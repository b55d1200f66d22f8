"""How the web server runs: two processes with threads; request lines are not logged, since addresses may name people."""

import os

workers = int(os.environ.get("KIM_WEB_PROCESSES", "2"))
threads = int(os.environ.get("KIM_WEB_THREADS", "4"))
worker_class = "gthread"
preload_app = True  # read once, then forked: starts faster and shares memory
timeout = 60
graceful_timeout = 10
accesslog = None
errorlog = "-"
loglevel = "warning"
limit_request_line = 8190
control_socket_disable = True
