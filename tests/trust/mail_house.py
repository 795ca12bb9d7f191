"""Real mail servers for tests, on 127.0.0.1 and in a temporary folder: Debian's OpenSMTPD takes
mail and lays it into mailboxes, Debian's Dovecot shows them by IMAP over TLS. (Without TLS on the
way in: OpenSMTPD 6.8 of Debian 12 fails each handshake, "SSL routines::EVP lib", with any client;
STARTTLS and passwords are tried against mail_peer.py.) Both want to be started by root, as in CI; whoever is not, is told so (NotRoot).

OpenSMTPD knows one place only for its queue and its socket: it gets a mount namespace of its own
with empty folders there, so that a mail server of this machine is not touched.

Run as a program it serves the journeys (tests/e2e/mailbox.ts) for as long as its input is open: a
line of JSON with Ante's settings first, then an answer to each line: {"mails": "dana"} or
{"post": [sender, recipient, base64]}. Who may not start the servers reads {"not": why}.
"""

import base64
import imaplib
import json
import os
import shutil
import signal
import smtplib
import socket
import ssl
import subprocess
import sys
import tempfile
import time

DOMAINS = ("buyer.example", "northgate.example")
USER, PASSWORD = "sales", "planted-Mail-Password-71c9"


class NotRoot(Exception):
    pass


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class MailHouse:
    """Everybody at buyer.example and northgate.example has a mailbox, but gone@buyer.example: mail
    for him is taken and comes back."""

    def __init__(self):
        if os.geteuid() != 0:
            raise NotRoot("OpenSMTPD and Dovecot have to be started by root.")
        for program in ("smtpd", "dovecot", "openssl"):
            if not shutil.which(program, path="/usr/sbin:/usr/bin:/sbin:/bin"):
                raise SystemExit(f"{program} is missing (Debian's opensmtpd, dovecot-imapd, openssl)")
        self.folder = tempfile.mkdtemp(prefix="ante-mail-")
        os.chmod(self.folder, 0o755)
        self.boxes = os.path.join(self.folder, "boxes")
        os.mkdir(self.boxes)
        shutil.chown(self.boxes, "nobody", "nogroup")
        self.smtp_port, self.imap_port = free_port(), free_port()
        self.ca = os.path.join(self.folder, "cert.pem")
        self.processes = []
        try:
            self._certificate()
            self._start_smtpd()
            self._start_dovecot()
            self._wait()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _file(self, name, text, mode=0o644):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, mode)
        return path

    def _run(self, *words):
        log = open(os.path.join(self.folder, "log"), "ab")
        self.processes.append(subprocess.Popen(words, stdout=log, stderr=log))
        log.close()

    def log(self):
        with open(os.path.join(self.folder, "log"), encoding="utf-8", errors="replace") as log:
            return log.read()[-4000:]

    def _certificate(self):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
             "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
             "-keyout", os.path.join(self.folder, "key.pem"), "-out", self.ca],
            check=True, capture_output=True)
        os.chmod(os.path.join(self.folder, "key.pem"), 0o600)

    def _start_smtpd(self):
        domains = ", ".join(f'"{domain}"' for domain in DOMAINS)
        config = self._file("smtpd.conf", f'''
table gone {{ "gone@buyer.example" }}
listen on 127.0.0.1 port {self.smtp_port} hostname mx.example
action "keep" maildir "{self.boxes}/%{{rcpt.user}}" virtual {{ "@" = "nobody" }}
action "return" mda "/bin/sh -c 'exit 67'" virtual {{ "@" = "nobody" }}
match from any for rcpt-to <gone> action "return"
match from any for domain {{ {domains} }} action "keep"
''')
        # Its queue, and the socket by which it is spoken to.
        own = ("mount -t tmpfs none /var/spool && mkdir -m 711 /var/spool/smtpd && "
               "mount -t tmpfs none /run && exec smtpd -d -f " + config)
        if subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode == 0:
            self._run("unshare", "-m", "sh", "-c", own)
        else:  # A container that may not: it is nobody's machine then.
            os.makedirs("/var/spool/smtpd", mode=0o711, exist_ok=True)
            self._run("smtpd", "-d", "-f", config)

    def _start_dovecot(self):
        config = self._file("dovecot.conf", f'''
base_dir = {self.folder}/dovecot
log_path = {self.folder}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{self.ca}
ssl_key = <{self.folder}/key.pem
mail_location = maildir:{self.boxes}/%n
first_valid_uid = 1
passdb {{
  driver = static
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={self.boxes}/%n
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {self.imap_port}
    ssl = yes
  }}
}}
service stats {{
  client_limit = 200
}}
''')
        self._run("dovecot", "-F", "-c", config)

    def _wait(self):
        for port in (self.smtp_port, self.imap_port):
            for _ in range(200):
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.05)
            else:
                raise SystemExit("The mail servers did not start.\n" + self.log())

    def settings(self, inbox="sales"):
        """Ante's, as environment."""
        return {
            "ANTE_MAIL_SERVER": f"smtp://127.0.0.1:{self.smtp_port}",
            "ANTE_MAIL_TLS": "false", "ANTE_MAIL_CA": self.ca,
            "ANTE_MAIL_FROM": "Northgate <sales@northgate.example>",
            "ANTE_INBOX": f"imaps://127.0.0.1:{self.imap_port}/INBOX",
            "ANTE_INBOX_USER": inbox, "ANTE_INBOX_PASSWORD": PASSWORD}

    def _tls(self):
        return ssl.create_default_context(cafile=self.ca)

    def mails(self, user):
        """What lies in a mailbox, each as bytes, oldest first; nothing is marked."""
        with imaplib.IMAP4_SSL("127.0.0.1", self.imap_port, ssl_context=self._tls()) as imap:
            imap.login(user, PASSWORD)
            imap.select("INBOX", readonly=True)
            _, found = imap.search(None, "ALL")
            return [imap.fetch(number, "(BODY.PEEK[])")[1][0][1] for number in found[0].split()]

    def flags(self, user):
        with imaplib.IMAP4_SSL("127.0.0.1", self.imap_port, ssl_context=self._tls()) as imap:
            imap.login(user, PASSWORD)
            imap.select("INBOX", readonly=True)
            _, found = imap.fetch("1:*", "(FLAGS)")
            return b" ".join(line for line in found if isinstance(line, bytes))

    def wait_for(self, user, count, seconds=30):
        ends = time.monotonic() + seconds
        while True:
            mails = self.mails(user)
            if len(mails) >= count or time.monotonic() > ends:
                return mails
            time.sleep(0.2)

    def post(self, sender, recipient, message):
        """As anybody's mail program would."""
        with smtplib.SMTP("127.0.0.1", self.smtp_port) as smtp:
            smtp.sendmail(sender, [recipient], message)


def answered(house, asked):
    if "mails" in asked:
        return [base64.b64encode(mail).decode() for mail in house.mails(asked["mails"])]
    sender, recipient, message = asked["post"]
    house.post(sender, recipient, base64.b64decode(message))
    return None


def main():
    try:
        house = MailHouse()
    except NotRoot as why:
        print(json.dumps({"not": str(why)}), flush=True)
        return
    with house:
        print(json.dumps(house.settings()), flush=True)
        for line in sys.stdin:
            print(json.dumps(answered(house, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
