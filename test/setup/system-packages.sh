#!/usr/bin/env bash
# Debian packages that the tests and the sample generator use. Quick when all is there; never fails the caller:
# where packages cannot be installed it names them, and the tests that need them say so themselves.
# With the argument `bench`, also what the bench is measured against, and the fonts that its test half alone is printed in.
set -u

# program or font family → package
programs=(chromium:chromium pdftoppm:poppler-utils fc-list:fontconfig tiffcp:libtiff-tools)
fonts=(
  'Noto Serif CJK SC:fonts-noto-cjk' 'WenQuanYi Zen Hei:fonts-wqy-zenhei' 'WenQuanYi Micro Hei:fonts-wqy-microhei'
  'AR PL UMing CN:fonts-arphic-uming' 'AR PL UKai CN:fonts-arphic-ukai' 'AR PL KaitiM GB:fonts-arphic-gkai00mp'
  'AR PL SungtiL GB:fonts-arphic-gbsn00lp' 'LXGW WenKai:fonts-lxgw-wenkai'
)

if [ "${1:-}" = bench ]; then
  programs+=(ocrmypdf:ocrmypdf tesseract:tesseract-ocr)
  [ -e /usr/share/tesseract-ocr/5/tessdata/chi_sim.traineddata ] || programs+=(chi_sim:tesseract-ocr-chi-sim)
  fonts+=('BabelStone Han:fonts-babelstone-han' 'Droid Sans Fallback:fonts-droid-fallback')
fi

missing=()
for entry in "${programs[@]}"; do
  command -v "${entry%%:*}" >/dev/null 2>&1 || missing+=("${entry##*:}")
done
families=$(fc-list : family 2>/dev/null || true)
for entry in "${fonts[@]}"; do
  grep -qF "${entry%%:*}" <<<"$families" || missing+=("${entry##*:}")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Debian packages for the tests: ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  options=(-qq -o DPkg::Lock::Timeout=300)
  { apt-get "${options[@]}" update && apt-get "${options[@]}" install -y --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 && exit 0
fi
echo "These Debian packages are missing; tests that render sample pages need them:" >&2
echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
exit 0
