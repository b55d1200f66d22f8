"""The connection to the mail server, and what its refusals mean in plain words."""

import smtplib
import socket
import ssl

from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext_lazy as _

# What goes wrong, for people who look after the installation; the server's own words may name an address.
MAIL_ERRORS = {
    "timeout": _(
        "The mail server does not answer in time. Check whether it is overloaded or a firewall is in between."
    ),
    "unreachable": _(
        "The mail server cannot be reached. Check KIM_MAIL_HOST and KIM_MAIL_PORT, and whether it is running."
    ),
    "unknown_host": _("The name of the mail server is not known. Check KIM_MAIL_HOST."),
    "dropped": _("The mail server broke off the connection."),
    "login": _("The mail server refuses the user name or the password. Check KIM_MAIL_USER and KIM_MAIL_PASSWORD."),
    "tls": _("The encrypted connection to the mail server fails. Check KIM_MAIL_TLS and the server's certificate."),
    "sender": _("The mail server does not accept the sender's address. Check KIM_MAIL_FROM."),
    "other": _("The mail server refuses to work. Its own log says why."),
}


class MailDown(Exception):
    """The server takes no mail at all; `key` is one of MAIL_ERRORS."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class MailboxRefuses(Exception):
    """The server works, but does not take this mail for this address."""


class Post:
    """One connection for many mails, opened when the first one goes out."""

    def __init__(self) -> None:
        self.connection = get_connection(fail_silently=False)

    def send(self, mail: EmailMessage) -> None:
        """Hand one mail over; says whether the server or only this mailbox refuses."""
        try:
            self.connection.open()
            self.connection.send_messages([mail])
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
            self.close()
            raise MailboxRefuses from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise MailDown(error_key(error)) from error

    def knock(self) -> None:
        """Only see whether the server answers."""
        try:
            self.connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise MailDown(error_key(error)) from error

    def close(self) -> None:
        """Hang up; a server that does not say goodbye is left all the same."""
        try:
            self.connection.close()
        except (OSError, smtplib.SMTPException):
            self.connection.connection = None  # type: ignore[attr-defined]


_BY_CLASS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (TimeoutError, "timeout"),
    ((ssl.SSLError, smtplib.SMTPNotSupportedError), "tls"),
    (socket.gaierror, "unknown_host"),
    (smtplib.SMTPAuthenticationError, "login"),
    (smtplib.SMTPSenderRefused, "sender"),
    ((smtplib.SMTPServerDisconnected, ConnectionResetError, BrokenPipeError), "dropped"),
    (smtplib.SMTPException, "other"),
    (OSError, "unreachable"),
)


def error_key(error: BaseException) -> str:
    """Which of MAIL_ERRORS this is; smtplib calls a timeout a lost connection and keeps the timeout as its context."""
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(error.__context__, TimeoutError):
        return "timeout"
    return next((key for classes, key in _BY_CLASS if isinstance(error, classes)), "other")
