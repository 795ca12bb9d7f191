"""A real `ante serve` on a fresh, temporary place, for tests that treat it badly: started, killed
outright, started again, asked and told over HTTP by many at once. Python's standard library only.

The program listens on 127.0.0.1 and is stopped by its process id.
"""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid

ANTE = os.environ.get("ANTE_PROGRAM", "build/dev/ante")
POSTGRES = os.environ.get("ANTE_TEST_POSTGRES", "")


def engines():
    """PostgreSQL, too, if there is one (tests/postgres COMMAND…)."""
    return ["sqlite", "postgres"] if POSTGRES else ["sqlite"]


class Served:
    """One workspace with one admin and his token, kept on one engine."""

    def __init__(self, engine):
        self.engine = engine
        self.folder = tempfile.mkdtemp(prefix="ante-trust-")
        self.database = None
        self.place = os.path.join(self.folder, "data")
        if engine == "postgres":
            self.database = "trust_" + uuid.uuid4().hex[:12]
            self._psql(f"CREATE DATABASE {self.database}")
            self.place = re.sub(r"dbname=\S+", f"dbname={self.database}", POSTGRES)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = None
        self.ante("user", "add", "ada@ante.example", "--name", "Ada", "--role", "admin")
        made = self.ante("token", "add", "writers", "--as", "ada@ante.example")
        self.token = re.search(r"ante_token_[\w-]+", made).group(0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.database:
            self._psql(f"DROP DATABASE {self.database} WITH (FORCE)")

    def _psql(self, sql):
        subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", sql, POSTGRES], check=True)

    def ante(self, *words):
        done = subprocess.run([ANTE, *words, "--data", self.place], capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"ante {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self):
        """Returns once it is ready to serve."""
        log = open(os.path.join(self.folder, "log"), "ab")
        self.process = subprocess.Popen(
            [ANTE, "serve", "--data", self.place, "--listen", f"127.0.0.1:{self.port}",
             "--secret-key-file", os.path.join(self.folder, "secrets.key")],
            stdout=log, stderr=log)
        log.close()
        for _ in range(600):
            if self.process.poll() is not None:
                raise SystemExit(f"ante serve ended with {self.process.returncode}\n{self.log()}")
            try:
                with Client(self, timeout=2) as client:
                    if client.send("GET", "/readyz")[0] == 200:
                        return
            except OSError:
                pass
            time.sleep(0.02)
        raise SystemExit("ante serve is not ready after 12 s\n" + self.log())

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process = None

    def stop(self):
        """As it is meant to be stopped; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self.process = None
        return code

    def log(self):
        with open(os.path.join(self.folder, "log"), encoding="utf-8", errors="replace") as log:
            return log.read()[-4000:]

    def verify(self):
        """Empty if everything stored follows from the log."""
        done = subprocess.run([ANTE, "verify", "--data", self.place], capture_output=True, text=True)
        return "" if done.returncode == 0 else done.stdout + done.stderr


class Client:
    """One connection, made anew when it broke. OSError or HTTPException: nobody knows what became
    of the request."""

    def __init__(self, served, timeout=60):
        self.served = served
        self.timeout = timeout
        self.connection = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def send(self, verb, path, body=None, **headers):
        """(status, body, ETag)."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection(
                "127.0.0.1", self.served.port, timeout=self.timeout)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        headers["Authorization"] = "Bearer " + self.served.token
        if body is not None:
            body = json.dumps(body)
            headers["Content-Type"] = "application/json"
        try:
            self.connection.request(verb, path, body, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.read(), answer.getheader("ETag")
        except (OSError, http.client.HTTPException):
            self.close()
            raise

    def pages(self, path):
        """Every item of a list."""
        items, after = [], None
        while True:
            where = path + (f"&after={after}" if after else "")
            status, body, _ = self.send("GET", where)
            if status != 200:
                raise SystemExit(f"GET {where}: {status} {body[:300]}")
            page = json.loads(body)
            items += page["items"]
            after = page.get("next")
            if not after:
                return items
