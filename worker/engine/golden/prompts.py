"""prompts.json: attention, scheduling, AND, extra networks, comments, styles and token chunks.

The grammar's answers are those of the reference's own parser, run from a checkout (`--webui`). Scheduled prompts are parsed
under several hash seeds: the reference's grammar is ambiguous for some broken nestings, and those are listed apart.
"""
import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from transformers import CLIPTokenizer

import webui
from vectors import write_json

ATTENTION = [
    '', ' ', 'normal text', 'an (important) word', '(a)', '((a))', '(((a)))', '[a]', '[[a]]', '([a])', '[(a)]', '(a:1.3)', '(a: 1.3 )', '(a:+1.3)', '(a: -.5 )', '(a:-1)', '(a:0)',
    '(a:.5)', '(a:1.)', '(a:1.3', '(a', '[a', '((a)', '([a)', '([a:1.2)', '[(a:1.5]', '(a]', '[a)', ')', ']', 'a)b]c', '()', '[]', '(())', '(:1.2)', '( :1.2)', '(a:1.3:1.4)', '(a:1,3)', '(a:1e3)',
    '(a:b)', '(a:b:1.2)', 'a:1.2', '[a:1.3]', '(a (b:1.3) c:0.5)', 'a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).', r'\(literal\]', r'a\(b\)', r'\\', '\\', r'a\b', r'(a\):1.2)', r'\(a:1.2\)', r'(\(a\):1.2)',
    r'\[a\]', r'a\\(b)', '(unnecessary)(parens)', '(a:1.1)(b)', '(a)[b]', '(unbalanced', 'a BREAK b', 'aBREAK b', 'a BREAKb', 'BREAK', 'BREAK a', 'a BREAK', 'a BREAK BREAK b', '(a BREAK b:1.2)', '(a:1.2) BREAK (b:1.3)',
    '[BREAK]', 'break', 'a\nBREAK\nb', 'a, BREAK, b', '(a:1.2)(b:1.2)', '(a)  (b)', 'emoji 😀 (😀:1.2)', '日本語 (猫:1.3)', '(a\nb:1.2)', '(a:  2)', '(a :2)', '(a:2 )x', '(a::2)', '((a:2):3)', '(((a:1.2)))', '[a:b:0.5]', '[a|b]', '(a:0.0001)', '(a:99)', '(a:-0)',
]
SCHEDULES = [
    'test', '', 'a [b:3]', 'a [b: 3]', 'a [b:3 ] c', 'a [[[b]]:2]', '[(a:2):3]', 'a [b : c : 1] d', 'a[b:[c:d:2]:1]e', 'a [unbalanced', 'a [b:.5] c', 'a [b:0.5] c', 'a [b:1.0] c', 'a [b:1.5] c', 'a [b:1] c', 'a [b:0] c',
    'a [b:0.0] c', 'a [b:0.04] c', 'a [b:0.05] c', 'a [b:25] c', 'a [b:20] c', 'a [b:-3] c', 'a [b:-.5] c', 'a [b:+5] c', 'a [b:1e1] c', 'a [b:1.5e1] c', '[a:b:5]', '[a::5]', '[:b:5]', '[a:b:]', '[a:b:x]', '[a:b]', '[a]', '[a:b:c:5]',
    '[::5]', '[:5]', '[a:b:5][c:d:7]', '[[a:b:5]:c:10]', '[a:[b:c:10]:5]', '[[a|b]:c:4]', '[a:[b|c]:4]', '[a|b]', '[a|b|c]', '[a|]', '[|a]', '[|]', '[fe|]male', '[fe|||]male', '[a|(b:1.1)]', '[(a:1.2)|[b:c:3]]', '[a|[b|c]]', '[a|b:5]', '[a b:5]',
    '(a:1.2) [b:c:5]', '([a:b:5]:1.2)', '(a [b:c:5] d:1.3)', r'\[a:b:5\]', r'[a\:b:5]', r'[a:b\]:5]', 'a | b', 'a : b', '(a|b)', '[a:b:5', 'a:b:5]', '[a [b:c:5] d]', '[a [b] c:d:5]', '[ a : b : 5 ]', '[\na:b:5]', '[a:b:10.9]', '[a:b:0.999]', '[a:b: .25 ]',
    'x [a:b:.25] y [c:d:.75] z', '[a|b] [c:d:2]', '[😀:猫:5]', '[a, b:c, d:5], e', '[from (x:1.2):to [y]:6]', '[[[a:b:1]:c:2]:d:3]', '[a:b:5] AND [c:d:6]',
    '((a][:b:c [d:3]', '[[a:b]:c:3', '[[a:b]:c:3]', '[a|b:c:3]', 'a [b (c:d] e:3]', '[a:(b:3]', '[a:b:3]]', '[[a:b:3]', '[a:b::3]', '[a::b:3]', '(a:[b:c:3])', '[(a:b):3]', '[a:b|c:3]', '(((([a:b:3]', '[a]:b:3]', '[a [b:c:3]', 'a:[b:3', '[:[:[a:3', '[a:b:3)', '(a:b:3]', '[a(:b:3]', '[a):b:3]',
]
MULTICOND = [
    'a AND b', 'a AND b:2', 'a:1.5 AND b:-0.5', 'a :1 AND b: 2 ', 'a AND', 'AND b', 'AND', 'a and b', 'aANDb', 'a ANDb', 'a AND a', 'a:1 AND a:2', '(a:1.2)', 'a:1.2', '(a:1.2) AND (b:1.3):0.7', 'a AND b AND c:3', 'a:.5', 'a:5.', 'a:+2', 'a:1e3', 'a::2',
    'line one\nline two:2 AND c', 'a\n:3', '', '[a:b:5]:2 AND c', 'a BREAK b AND c',
]
EXTRA_NETWORKS = [
    'a <lora:x:0.5> b', '<lora:x>', '<lora:x:0.5:0.7>', '<lora:x:te=0.5:unet=0.7>', '<lora:x:0.4:unet=0.2>', '<lora:x:1:1:4>', '<lora:x:dyn=8>', '<lyco:x:2>', '<hypernet:h:0.3>', '<hypernet:h>', '<unknown:x:1>', '<lora:>', '<lora>', '<:x>', '< lora:x>', '<lora :x>',
    '<lora:a:1><lora:b:2>', '<lora:a b:1>', '<lora:a:1', 'a < b > c', '<lora:a<b:1>', '<lora:x::0.5>', '(<lora:x:1>:1.2)', '<lora:x:0.5>, <lora:x:0.7>', '<日本:x>', '<lora:日本:1>', '<lora:a\nb:1>', '<a:b=c=d>', '<lora:x=1:2>',
]
COMMENTS = ['a # b', '# a', 'a\n# b\nc', 'a # b\nc', 'a\n#b', '#', 'a#b#c\nd', 'a \\# b', '#a\n#b\nc', 'a\n\n# b\n\nc', 'https://x/#y, z']
STYLES = [('cat', ['oil']), ('cat', ['a {prompt} b']), ('', ['oil']), ('cat', ['']), ('cat ', [' oil ']), ('cat', ['x {prompt}', 'y']), ('cat', ['y', 'x {prompt} {prompt}']), ('cat, ', ['oil']), ('', ['{prompt}']), ('{prompt}', ['a {prompt}'])]
SENTENCE = 'a red fox, jumping over the lazy dog in a green field with tall grass'
CHUNKS = [
    ('', {}), ('cat', {}), ('(un)believable', {}), ('unbelievable', {}), ('a (red:1.3) cat, [blue] dog', {}), ('cat BREAK dog', {}), ('BREAK cat', {}), ('cat BREAK', {}), ('cat BREAK BREAK dog', {}), ('word ' * 75, {}), ('word ' * 76, {}), ('word ' * 160, {}),
    ('word ' * 70 + ', ' + 'tail ' * 10, {}), ('word ' * 54 + ', ' + 'tail ' * 30, {}), ('word ' * 55 + ', ' + 'tail ' * 30, {}), ('word ' * 74 + ', ' + 'tail ' * 3, {}), ('word ' * 75 + ', ' + 'tail ' * 3, {}), ('word ' * 70 + ', ' + 'tail ' * 10, {'backtrack': 0}),
    ('word ' * 60 + ', ' + 'tail ' * 30, {'backtrack': 10}), ((SENTENCE + ', ') * 8, {}), ('word ' * 60 + ', (' + 'tail ' * 20 + ':1.4)', {}), ('word ' * 73 + ', , , x', {}), ('a (b:1.2) BREAK (c:0.5)', {'emphasis': 'None'}),
    ('Ünïcode façade, 猫 😀 “quotes”', {}), ('MiXeD CASE Words', {}), ('  many   spaces\n\tand lines ', {}), ("it's he'll they've", {}), ('1girl, 2024, 3.14', {}), ('&amp; &lt;b&gt;', {}), ('<|endoftext|> x', {}), ('a_b-c+d/e', {}), ('word ' * 74 + 'extraordinarily', {}),
    ('a sepia-style cat', {}), ('sepia-style', {}), ('(sepia-style:1.4) dog', {}), ('sepia-styled', {}), ('SEPIA-STYLE', {}), ('word ' * 74 + 'sepia-style', {}), ('sepia-style-two x', {}), ('sepia-style sepia-style', {}), ('word ' * 75 + 'sepia-style', {}),
]
EMBEDDINGS = {'sepia-style': 2, 'sepia-style-two': 4}


def schedules_of(parser, prompt, **steps):
    return parser.get_learned_conditioning_prompt_schedules([prompt], **steps)[0]


PASSES = {'20': {'base_steps': 20}, '40': {'base_steps': 40}, 'hires 10 after 20': {'base_steps': 20, 'hires_steps': 10}, 'old 20': {'base_steps': 20, 'use_old_scheduling': True}}


def child(root):
    """Run under another hash seed: prints the schedules."""
    parser = webui.load(root, 'modules/prompt_parser.py')
    print(json.dumps({prompt: {name: schedules_of(parser, prompt, **steps) for name, steps in PASSES.items()} for prompt in SCHEDULES}))


def stable_schedules(root):
    runs = []
    for seed in range(10):
        environment = {**os.environ, 'PYTHONHASHSEED': str(seed)}
        command = [sys.executable, '-c', f'from pathlib import Path; import prompts; prompts.child(Path({str(root)!r}))']
        runs.append(json.loads(subprocess.run(command, env=environment, capture_output=True, text=True, check=True, cwd=Path(__file__).parent).stdout))
    stable = {p: runs[0][p] for p in SCHEDULES if all(r[p] == runs[0][p] for r in runs)}
    return stable, [p for p in SCHEDULES if p not in stable]


def clip_tokenizer(vocabulary):
    """transformers' CLIP tokenizer from the one file that openai/CLIP publishes."""
    merges = gzip.open(vocabulary).read().decode().split('\n')[1:49152 - 256 - 2 + 1]
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    alphabet = [chr(b) for b in printable] + [chr(256 + i) for i in range(256 - len(printable))]
    tokens = alphabet + [c + '</w>' for c in alphabet] + [''.join(m.split()) for m in merges] + ['<|startoftext|>', '<|endoftext|>']
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, 'vocab.json').write_text(json.dumps({t: i for i, t in enumerate(tokens)}))
        Path(folder, 'merges.txt').write_text('#version: 0.2\n' + '\n'.join(merges) + '\n')
        return CLIPTokenizer(f'{folder}/vocab.json', f'{folder}/merges.txt')


class Chunks:
    """Token chunks of one prompt as section 11 has them; `embeddings`: {name: (token ids, vectors)}."""
    SIZE, BEGIN, END, COMMA = 75, 49406, 49407, 267

    def __init__(self, embeddings, backtrack):
        self.embeddings = sorted(embeddings.items(), key=lambda e: -len(e[1][0]))
        self.backtrack, self.done, self.count = backtrack, [], 0
        self.start([], [])

    def start(self, ids, weights):
        self.ids, self.weights, self.fixes, self.comma = ids, weights, [], None

    def close(self, last=False):
        self.count += len(self.ids) if last else self.SIZE
        fill = self.SIZE - len(self.ids)
        self.done.append({'ids': [self.BEGIN, *self.ids, *[self.END] * (fill + 1)], 'weights': [1.0, *self.weights, *[1.0] * (fill + 1)],
                          **({'embeddings': self.fixes} if self.fixes else {})})
        self.start([], [])

    def at(self, ids, position):
        return next(((name, known, vectors) for name, (known, vectors) in self.embeddings if ids[position:position + len(known)] == known), None)

    def add(self, ids, weight):
        position = 0
        while position < len(ids):
            if ids[position] == self.COMMA:
                self.comma = len(self.ids)
            elif self.backtrack and len(self.ids) == self.SIZE and self.comma is not None and self.SIZE - self.comma <= self.backtrack:
                cut = self.comma + 1
                moved = self.ids[cut:], self.weights[cut:]
                self.ids, self.weights = self.ids[:cut], self.weights[:cut]
                self.close()
                self.start(*moved)
            if len(self.ids) == self.SIZE:
                self.close()
            found = self.at(ids, position)
            if not found:
                self.ids.append(ids[position])
                self.weights.append(weight)
                position += 1
                continue
            name, known, vectors = found
            if len(self.ids) + vectors > self.SIZE:
                self.close()
            self.fixes.append([name, len(self.ids)])
            self.ids += [0] * vectors
            self.weights += [weight] * vectors
            position += len(known)


def chunks_of(parser, tokenize, prompt, backtrack=20, emphasis='Original'):
    parsed = [[prompt, 1.0]] if emphasis == 'None' else parser.parse_prompt_attention(prompt)
    chunks = Chunks({name: (tokenize(name), vectors) for name, vectors in EMBEDDINGS.items()}, backtrack)
    for text, weight in parsed:
        if text == 'BREAK' and weight == -1:
            chunks.close()
        else:
            chunks.add(tokenize(text), weight)
    if chunks.ids or not chunks.done:
        chunks.close(last=True)
    return {'chunks': chunks.done, 'count': chunks.count}


def short(result):
    """Padding cut: ids and weights up to the last one that says something."""
    for chunk in result['chunks']:
        used = 75
        while used and chunk['ids'][used] == Chunks.END and chunk['weights'][used] == 1.0:
            used -= 1
        chunk['ids'], chunk['weights'] = chunk['ids'][1:used + 1], runs_of(chunk['weights'][1:used + 1])
    return result


def runs_of(weights):
    """[[how many, weight], ...]"""
    runs = []
    for weight in weights:
        if runs and runs[-1][1] == weight:
            runs[-1][0] += 1
        else:
            runs.append([1, weight])
    return runs


def lora_arguments(items):
    """(te, unet, dyn) of a lora tag as the reference reads them; None where a number is none."""
    positional = [i for i in items if len(i.split('=', 2)) != 2]
    named = dict(i.split('=', 2) for i in items if len(i.split('=', 2)) == 2)
    try:
        te = float(named.get('te', float(positional[1]) if len(positional) > 1 else 1.0))
        unet = float(named.get('unet', float(positional[2]) if len(positional) > 2 else te))
        dyn = named.get('dyn', positional[3] if len(positional) > 3 else None)
        return {'name': positional[0], 'te': te, 'unet': unet, 'dyn': None if dyn is None else int(dyn)}
    except (ValueError, IndexError):
        return None


def extra_network_case(module, prompt):
    rest, found = module.parse_prompt(prompt)
    tags = [{'kind': kind, 'items': p.items} for kind, params in found.items() for p in params]
    for tag in tags:
        if tag['kind'] in ('lora', 'lyco'):
            tag['read'] = lora_arguments(tag['items'])
    return {'prompt': prompt, 'rest': rest, 'tags': tags}


def main():
    given = webui.argument()
    parser = webui.load(given.webui, 'modules/prompt_parser.py')
    styles = webui.load(given.webui, 'modules/styles.py')
    comments = webui.load(given.webui, 'modules/processing_scripts/comments.py')
    extra = webui.load(given.webui, 'modules/extra_networks.py')
    tokenizer = clip_tokenizer(given.vocabulary)
    tokenize = lambda text: tokenizer(text, truncation=False, add_special_tokens=False)['input_ids']
    schedules, ambiguous = stable_schedules(given.webui)
    content = {
        'notes': ['schedules: [last model evaluation, text] for passes: ' + ', '.join(PASSES), 'multicond: per prompt [text, weight]; texts already cut at their weight',
                  'chunks: ids between start and end token without padding at the end; weights as [count, weight] runs; an embedding takes id 0 per vector at its place in `embeddings` [name, place]',
                  f'embeddings: {EMBEDDINGS} (name: vectors)', 'tags with read = null make the reference fail'],
        'attention': [[p, parser.parse_prompt_attention(p)] for p in ATTENTION],
        'schedules': [[p, s] for p, s in schedules.items()],
        'ambiguous': ambiguous,
        'multicond': [[p, [[flat[i], w] for i, w in indexes[0]]] for p in MULTICOND for indexes, flat, _ in [parser.get_multicond_prompt_list(parser.SdConditioning([p]))]],
        'extra_networks': [extra_network_case(extra, p) for p in EXTRA_NETWORKS],
        'comments': [[p, comments.strip_comments(p)] for p in COMMENTS],
        'styles': [[p, s, styles.apply_styles_to_prompt(p, s)] for p, s in STYLES],
        'chunks': [{'prompt': p, **options, **short(chunks_of(parser, tokenize, p, **options))} for p, options in CHUNKS],
    }
    write_json('prompts', content)
    print({k: len(v) for k, v in content.items()}, 'ambiguous:', ambiguous)


if __name__ == '__main__':
    main()
