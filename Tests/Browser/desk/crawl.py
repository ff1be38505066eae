"""Every page that links lead to, each kind of address once: what no walk through the desk has looked at is looked at here."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urlsplit

# Reports have run.py of the pages; files are no pages.
OTHERS = ["/", "/design", "/nowhere", "/answer/none", "/answer/summer", "/answer/summer/withdrawal", "/answer/autumn"]
ROLES = ["ada", "study-lead", "custodian", "analyst"]


def pattern(url: str) -> str:
    """The address without names and numbers: a page for each study is one kind of page."""
    path = urlsplit(url).path
    path = re.sub(r"(/desk/(?:studies|waves)|/answer)/(?!new$)[^/]+", r"\1/*", path)
    path = re.sub(r"/(?:questions|wordings)/[^/]+", "/any/*", path)
    return re.sub(r"/(?:[0-9]+|[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27,}|[A-Za-z0-9_-]{22,})(?=/|$)", "/*", path)


def is_page(worker, url: str) -> bool:
    answer = worker.context.request.get(url, max_redirects=0)
    return answer.headers.get("content-type", "").startswith("text/html") and (
        "attachment" not in answer.headers.get("content-disposition", "") and not 300 <= answer.status < 400
    )


def follow(run, worker, role: str) -> None:
    """From the first page by every link within the desk."""
    waiting, known = [run.at("/desk")], {"/desk"}
    while waiting:
        url = waiting.pop(0)
        if not is_page(worker, url):
            continue
        worker.page.goto(url)
        if pattern(url) not in run.seen:
            name = pattern(url).strip("/").replace("/", "-").replace("*", "x")
            run.look(worker, f"rest-{role}-{name}")
        for link in worker.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
            link = urldefrag(link).url
            kind = pattern(link)
            if link.startswith(run.at("/desk")) and kind not in known:
                known.add(kind)
                waiting.append(link)


def rest(run, password: str) -> None:
    for role in ROLES:
        worker = run.worker()
        worker.page.goto(run.at("/desk"))
        worker.sign_in(f"{role}@example.org", password)
        follow(run, worker, role)
        worker.close()
    somebody = run.worker()
    for path in OTHERS:
        somebody.page.goto(run.at(path))
        run.look(somebody, "rest-" + (path.strip("/").replace("/", "-") or "home"))
    somebody.close()
