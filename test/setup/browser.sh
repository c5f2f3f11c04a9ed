#!/bin/sh
# The page's tests need a Chromium. Where there is none, Debian's is installed if this user may; else one line says so.
for name in "$SILLAGE_CHROMIUM" chromium chromium-browser google-chrome google-chrome-stable; do
  [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo 'Installing Chromium from Debian, for the page’s tests …' >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 && exit 0
fi
echo 'No Chromium found: the page’s tests will be skipped. Install one (Debian: apt-get install chromium) or set SILLAGE_CHROMIUM.' >&2
exit 0
