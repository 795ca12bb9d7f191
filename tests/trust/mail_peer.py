"""A mail server of one's own for tests: speaks SMTP on 127.0.0.1 as a real one does, and behaves
as badly as told. Python's standard library only.

What it has taken is read by Python's email package, which shares no line with what wrote it.
"""

import base64
import email
import email.policy
import socket
import socketserver
import threading
import time


class Taken:
    """A mail that was answered with 250."""

    def __init__(self, sender, recipients, content):
        self.sender, self.recipients, self.content = sender, recipients, content
        self.mail = email.message_from_bytes(content, policy=email.policy.default)

    @property
    def message_id(self):
        return self.mail["Message-ID"]


class Peer:
    """behave(kind, address) answers what to say instead of yes: kind is "rcpt" or "data", and the
    answer a line ("550 5.1.1 no such user"), None for yes, or "hang", "die", "die after"."""

    def __init__(self, behave=None, tls=None, login=None):
        """With tls, an ssl.SSLContext, and login, (user, password), it says no before both."""
        self.tls, self.login = tls, login
        self.plain_passwords = 0  # how often a password came without TLS
        self.behave = behave or (lambda kind, address: None)
        self.taken = []
        self.seen = []  # recipients, as often as they were tried
        self.lock = threading.Lock()
        peer = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self):
                try:
                    peer.talk(self.connection)
                except OSError:
                    pass

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        self.server = Server(("127.0.0.1", 0), Talk)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def talk(self, connection):
        lines = connection.makefile("rb")
        secured = known = False

        def say(text):
            connection.sendall(text.encode() + b"\r\n")

        def misbehaves(what):
            if what == "hang":
                time.sleep(3600)
            if what == "die":
                connection.shutdown(socket.SHUT_RDWR)
                return True
            if what:
                say(what)
            return what

        say("220 peer.example ESMTP")
        sender, recipients = None, []
        while True:
            line = lines.readline()
            if not line:
                return
            word = line[:4].upper()
            if word in (b"EHLO", b"HELO"):
                offers = ["peer.example", "8BITMIME", "SIZE 20000000"]
                if self.tls and not secured:
                    offers.append("STARTTLS")
                if self.login and (secured or not self.tls):
                    offers.append("AUTH PLAIN")
                say("\r\n".join(f"250-{offer}" for offer in offers) + "\r\n250 OK")
            elif word == b"STAR" and self.tls:
                say("220 2.0.0 Go on")
                connection = self.tls.wrap_socket(connection, server_side=True)
                lines = connection.makefile("rb")
                secured = True
            elif word == b"AUTH":
                self.plain_passwords += not secured
                if line.strip().upper() == b"AUTH PLAIN":
                    say("334 ")
                    said = lines.readline()
                else:
                    said = line.split()[2]
                known = base64.b64decode(said).split(b"\0")[1:] == [
                    word.encode() for word in self.login]
                say("235 2.7.0 Welcome" if known else "535 5.7.8 Who are you?")
            elif word == b"MAIL" and ((self.tls and not secured) or (self.login and not known)):
                say("530 5.7.0 Not before STARTTLS and a password")
            elif word == b"MAIL":
                sender, recipients = line.split(b"<", 1)[1].split(b">")[0].decode(), []
                say("250 2.1.0 Ok")
            elif word == b"RCPT":
                address = line.split(b"<", 1)[1].split(b">")[0].decode()
                with self.lock:
                    self.seen.append(address)
                what = misbehaves(self.behave("rcpt", address))
                if what == "die":
                    return
                if not what:
                    recipients.append(address)
                    say("250 2.1.5 Ok")
            elif word == b"DATA":
                say("354 End data with <CR><LF>.<CR><LF>")
                content = b""
                while True:
                    line = lines.readline()
                    if not line:
                        return
                    if line == b".\r\n":
                        break
                    content += line[1:] if line.startswith(b"..") else line
                what = self.behave("data", recipients[0] if recipients else "")
                if what == "die after":  # It has it, and nobody hears that it has.
                    with self.lock:
                        self.taken.append(Taken(sender, recipients, content))
                    connection.shutdown(socket.SHUT_RDWR)
                    return
                if misbehaves(what):
                    if what == "die":
                        return
                    continue
                with self.lock:
                    self.taken.append(Taken(sender, recipients, content))
                say("250 2.0.0 Ok: queued as " + str(len(self.taken)))
            elif word == b"QUIT":
                say("221 2.0.0 Bye")
                return
            elif word in (b"RSET", b"NOOP"):
                say("250 2.0.0 Ok")
            else:
                say("502 5.5.2 What?")
