"""Reads the feeds, the site map, the calendar and the copies of pages of a built portal with libraries of others."""

import datetime
import json
import pathlib
import sys

import feedparser
import icalendar
import jsonfeed
from lxml import etree

portal = pathlib.Path(sys.argv[1])
failures = []
passed = 0


def hold(what, truth):
    global passed
    if truth:
        passed += 1
    else:
        failures.append(what)


addresses = {}
for path in sorted(portal.rglob("index.json")):
    page = json.loads(path.read_text(encoding="utf-8"))
    name = str(path.relative_to(portal))
    addresses[page["url"]] = page
    for key in ("title", "date", "kind", "lang", "unit", "description", "ai"):
        hold(f"{name}: no {key}", page[key])
    hold(f"{name}: its address is another page's", page["url"].endswith("/" + str(path.parent.relative_to(portal)) + "/"))
    words = [block.get("text") or " ".join(block.get("cells", [])) for block in page["blocks"]]
    hold(f"{name}: no words", any(words))
    for law in page["laws"]:
        hold(f"{name}: a law without its state", law["id"] and law["name"] and law["status"])
    datetime.date.fromisoformat(page["date"])
hold("no copies of pages", len(addresses) > 20)

feeds = sorted(portal.rglob("feed.xml"))
hold("no Atom feeds", len(feeds) > 3)
seen = {}
for path in feeds:
    name = str(path.relative_to(portal))
    feed = feedparser.parse(path.read_bytes())
    hold(f"{name}: {feed.get('bozo_exception')}", not feed.bozo)
    hold(f"{name}: read as {feed.version}", feed.version == "atom10")
    hold(f"{name}: no id or date", feed.feed.id.startswith("https://") and feed.feed.updated_parsed)
    hold(f"{name}: its id is another feed's", feed.feed.id not in seen)
    seen[feed.feed.id] = name
    here = [link.href for link in feed.feed.links if link.rel == "self"]
    hold(f"{name}: says it is {here}", len(here) == 1 and here[0].endswith("/" + name))
    ids = [entry.id for entry in feed.entries]
    hold(f"{name}: two entries have one id", len(set(ids)) == len(ids))
    dates = [entry.published_parsed for entry in feed.entries]
    hold(f"{name}: not newest first", dates == sorted(dates, reverse=True))
    for entry in feed.entries:
        hold(f"{name}: {entry.id} is no page", entry.link in addresses)
        hold(f"{name}: {entry.id} has another title", addresses[entry.link]["title"] == entry.title)
        hold(f"{name}: {entry.id} has no summary", entry.summary)
        hold(f"{name}: {entry.id} changed before it was there", entry.updated_parsed >= entry.published_parsed)

text = (portal / "feed.json").read_text(encoding="utf-8")
feed = jsonfeed.Feed.parse(json.loads(text))
hold("feed.json: no items", len(feed.items) > 5)
for item in feed.items:
    hold(f"feed.json: {item.url} is no page", item.url in addresses)
    hold(f"feed.json: {item.url} has no words", item.content_text and item.title and item.date_published)

root = etree.parse(str(portal / "sitemap.xml")).getroot()
space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
places = root.xpath("//s:url/s:loc/text()", namespaces=space)
hold("sitemap.xml: an address twice", len(set(places)) == len(places))
base = places[0]
for place in places:
    file = portal / place[len(base):] / "index.html"
    hold(f"sitemap.xml: {place} is not there", place.startswith(base) and file.is_file())
    canonical = etree.HTML(file.read_text(encoding="utf-8")).xpath("//link[@rel='canonical']/@href")
    hold(f"sitemap.xml: {place} says it is {canonical}", canonical == [place])
current = {url for url, page in addresses.items() if not page["expired"] and not page["withdrawn"]}
hold("sitemap.xml: pages are missing", current <= set(places))

calendar = icalendar.Calendar.from_ical((portal / "phat-thanh" / "lich-phat-thanh.ics").read_bytes())
events = [event for event in calendar.walk("VEVENT")]
hold("lich-phat-thanh.ics: no events", len(events) > 3)
hold("lich-phat-thanh.ics: an id twice", len({str(event["UID"]) for event in events}) == len(events))

for failure in failures:
    print(failure)
print(f"{passed} passed, {len(failures)} failed")
sys.exit(1 if failures else 0)
