"""Words -> code, markup, logs and tables as programs and people write them.

What running text is told from by `training.unusual`. Each form is a template: `N` a name, `W` a word, `D` a number,
`S` words in quotes, `H` hexadecimal digits, `B` base64, `U` an address; everything else stands for itself.
"""

import re
import string
from collections.abc import Sequence
from random import Random

from framing.segment import split_statements

CODE = (
    "if N in N or N:\n    break",
    "except N:",
    "raise N(S)",
    "N = 'W W W'",
    "print('*** W W ***')\n    return",
    "N_N[D] = 'W W W.'",
    "typedef struct N N;",
    "typedef N {",
    "N, D, 'N', N",
    "type N struct {",
    "N    N",
    "N.N(S, N)",
    "throw new N('W W W');",
    "import (",
    '"N/N"',
    '"N"',
    "const N* N,\n    N* N,",
    "AS 'N', 'N'",
    "N(N, N) N N",
    "-- N N;",
    'echo "W W $N" >&2',
    "rm -f ${N}.N",
    "CREATE N N.N (",
    "N N N,",
    "#if N\nN N N {",
    "if N:",
    "def N(N):",
    "N = D",
    "N()",
    "N(N)",
    "return N(N)",
    "else:",
    "N.N = N.N",
    "N = N + D\n    N:",
    "while N and not N.N:",
    "N = True",
    "if N < D: return N;",
    "N[N] = S",
    "NULL,",
    "*N += N * D;",
    "};",
    "}",
    "N;",
    "int N;",
    "N(S);",
    "use N::N;",
    "N.N()",
    "N.N(N)\nN.N = N.N.N()\nreturn N.N",
    "N.",
    "return N.",
    "N - D $",
    "W - D €",
    "W W - D W",
    "N, N = N(N, N)",
    "#endif",
    "#ifdef N",
    "case D:",
    "N N(N);",
    "&N, N,",
    "(N)N,",
    "N == N && N",
    "try:\n    N()",
    "not N",
    "N += D",
    "-N",
    "N -> N",
    "lambda N: N.N",
    "def N(N, N=D):\n    return N(N) + D",
    "for N in N(N):\n    N.N(N[D])",
    "if N is not None and N.N > D:",
    "N = N.N(N, N=S)",
    "N: dict[N, N] = {S: D, S: N}",
    "from N.N import N, N",
    "import N",
    "class N(N):",
    "@N.N(S, N=N)",
    "N = [N for N in N if N.N]",
    'raise N(f"N {N} N")',
    "N['W'] = N.get('W', D)",
    "assert N(N) == N",
    "return N",
    "self.N = N",
    "with N(N, 'W') as N:",
    "print(S % (N, N))",
    "#include <N.h>",
    "#define N_N D",
    "static int N(const char *N, int N) {",
    "for (int N = 0; N < N; N++) {",
    "if (N == NULL || N->N != D) return -D;",
    "N->N = N(&N, sizeof(N));",
    "struct N { int N; char N[D]; };",
    'printf("%W: %d\\n", N);',
    "/* N */ extern N_t *N;",
    "} else {",
    "switch (N) { case N: break; default: N(); }",
    "public static void N(String[] N) {",
    "private final List<N> N = new ArrayList<>();",
    "const N = require('W');",
    "const { N, N } = await N(N);",
    "var N = function(N, N) { return N.N(N); };",
    "N.N('W').N((N) => N.N + D);",
    "export default N;",
    "if (!N || typeof N === 'W') { N = {}; }",
    "document.N('#W').N = S;",
    "let N = `${N}/${N}`;",
    "fn N(N: &str) -> Option<N> {",
    "func (N *N) N(N int) error {",
    "if err != nil { return N, err }",
    "N := N.N(N)",
    "$N = N($N, S);",
    "echo $N->N();",
    "N <- N(N, N = TRUE)",
    "SELECT N, N FROM N WHERE N = D AND N LIKE '%W%';",
    "INSERT INTO N (N, N, N) VALUES (D, S, S);",
    "SELECT COUNT(*) FROM N GROUP BY N.N HAVING COUNT(N) > D",
    "CREATE TABLE N (N INTEGER PRIMARY KEY, N VARCHAR(D) NOT NULL);",
    "SELECT N, N FROM N WHERE N > D AND N = 'W';",
    "DELETE FROM N WHERE N < D OR N <> S",
    "UPDATE N SET N = S WHERE N IN (D, D);",
    "N -N --N=D N/N.N | N -N D > N.N",
    'for N in *.N; do N "$N"; done',
    'if [ -f "$N" ]; then N; fi',
    "export N_N=/N/N/N",
    "$ N N --N -N D",
    "sudo N N N && N -N N",
    'N() { local N=$D; N "$N"; }',
    "^[a-z]+(?:\\.N)*\\s*(\\d{D,D})$",
    "(?P<N>[A-Z]\\w+)|\\b(?:N|N)\\b",
    "\\begin{N} \\N{W} $N_{N} = \\N{D}{N}$ \\end{N}",
    "\\N{W W W} \\N[N=D]{N}",
    "$$\\sum_{N=D}^{N} N_N^2 = D$$",
)
MARKUP = (
    '{ N = "W W W", N = "W" },',
    "</N> <N> <N>N</N> – W W",
    "N: [N]",
    "N: N/N@H",
    "N: N\n  N:",
    '"N::N",',
    "- N: W W\n  N: N/N@D",
    '"N": false,',
    "[[N]]",
    "N-N: N N",
    '"N": "N",',
    '"N": D,',
    '"N": S',
    '"N": [',
    '"N":{',
    "],",
    "},",
    '"N",',
    '"N": true\n    },',
    "N-N: W;",
    "N-N: D;",
    "N-N: 12px;",
    "N: N;\n}",
    "#N,\n.N,",
    "--N-N: #H;",
    "N: N(--N-N) 3pt N;",
    "- N: N",
    "N: N",
    "N-N:",
    "N_N: N",
    "N_N:",
    "- N-N",
    'N = "N"',
    "[N.N]",
    'N = ["N", "N"]',
    "N: |",
    '"N :: N",',
    "<N>",
    "</N>",
    "<N/>",
    "<N",
    'N="W">',
    "<!N N>",
    '{"N": D}',
    "N: {N: N}",
    '<N N="W" N="W">W W</N>',
    '<N><N href="U">W</N></N>',
    "</N></N>",
    "<N N='W'/>",
    "<!-- W W -->",
    "&lt;N&gt;&nbsp;W",
    '{"N": "W", "N": D, "N": [D, D]}',
    '"N": {"N": S, "N": null},',
    '[{"N":"W","N":true},{"N":"W","N":false}]',
    "N:\n  - N: W\n    N: D\n  - N: W",
    'N: "W"\nN: D\nN: N.N:D',
    "[N]\nN = W\nN = D",
    ".N, #N > N { N: 12px; N: #H; }",
    "N { N-N: D% !N; }",
    "[W](U) **W** `N` ![W](U)",
    "FROM N:D.D AS N\nRUN N N && N -N",
    "location /N { N_N U; }",
    "{{ N.N | N }} {% N N %}",
    "@N{N, N = {W}, N = {D}}",
)
LOGS = (
    "D-D-D D:D:D,D INFO N.N - W W N=D",
    "[D-D-DTD:D:DZ] ERROR N: W W (N=D, N=N)",
    'D.D.D.D - - [D/W/D:D:D:D +D] "GET /N/N?N=D HTTP/1.1" D D',
    "W D D:D:D N N[D]: W W W D.D.D.D N D",
    'Traceback (most recent call last):\n  File "/N/N.py", line D, in N\n    N(N)\nN: W W',
    '  File "/N/N/N.N", line D, in N',
    "at N.N.N(N.java:D)",
    "    at N (/N/N.js:D:D)",
    'Exception in thread "N" N.N.N: W W',
    "[  D.D] N: N W D, W 0xH",
    "diff --git a/N.N b/N.N\nindex H..H D\n@@ -D,D +D,D @@",
    "W D D:D:D N kernel: [D.D] N0: W W",
    "0xH 0xH H H H",
    "H-H-H-H-H",
    "H:H:H:H:H",
    "N=H; N=H; N=/",
    "sha256:HHHH",
    "B",
    "B B",
    "N://N:D/N?N=D&N=H#N",
    "N@N.N, N@N.N; N@N.N",
    "/N/N/N.N",
    "C:\\N\\N\\N.N",
)
TABLES = (
    "W - D W",
    "W W - D W",
    "W W D:D W W",
    "W D:D W W",
    "W, W - D ₽",
    "W W - D €",
    "W W\tD:D\tD",
    "N,N,N,N",
    "W,W,D,D.D",
    "D,D,D,D,D",
    "D;W;D,D;W",
    "N;N;N",
    "W,D,D,,W",
    '"W","W W","D"',
    'D,"W W, W",D.D,W',
    "W\tD\tD\tD",
    "W W\tD.D\tW",
    "D\tD\tD",
    "W\tW\tW\tW",
    "| W | D | D |",
    "| W W | W | D.D |",
    "|---|---|---|",
    "W | D | D | D",
    "+----+----+ | W | D |",
    "W      D    D    D",
    "W W     W     D.D",
    "D    D    D",
    "W          D.D%    D.D%   D",
    "W D D D D",
    "W D D D D D D",
    "D. W D D D D:D D",
    "W D:D W",
    "W W D - D W W (D:D)",
    "D W W D D D +D",
    "W - D.D",
    "W ... D,D €",
    "W W ........ D ₽",
    "W: $D.D, W: $D.D, W: $D.D",
    "W D₽ W D₽ W D₽ W D₽",
    "D D D D D D D D",
    "D, D, D, D, D, D, D",
    "D.D D.D D.D D.D",
    "D% D% D% W D%",
    "W=D W=D W=D",
    "W: D\nW: D\nW: D\nW: D",
    "W x D D,D",
    "W W D kg D.D D.D",
    "№ W W W D D D",
    "D/D/D D.D D.D D.D",
    "D:D W D:D W D:D W",
    "W (D) W (D) W (D) D D D",
)
_PLACE = re.compile(r"(?<![A-Za-z])[NWDSHUB](?![A-Za-z])|(?<=[_.])N|N(?=[_])|(?<=H)H|H(?=H)")


def generate_forms(words: Sequence[str], count: int, random: Random) -> list[str]:
    """That many texts of one to four lines, all of one family."""
    families = (CODE, CODE, MARKUP, LOGS, TABLES, TABLES)
    texts = [_generate(random.choice(families), words, random) for _ in range(count)]
    return [p.text for text in texts for p in split_statements(text, "en")][:count]


def _generate(family: Sequence[str], words: Sequence[str], random: Random) -> str:
    if family is TABLES:
        form = random.choice(TABLES)
        return "\n".join(fill_form(form, words, random) for _ in range(random.choice((1, 2, 4, 6))))
    lines = [fill_form(random.choice(family), words, random) for _ in range(random.choice((1, 1, 1, 2, 4)))]
    return random.choice(("\n", "\n", " ", "\n    ")).join(lines)


def fill_form(form: str, words: Sequence[str], random: Random) -> str:
    """A form with something in each of its places."""
    return _PLACE.sub(lambda match: _PLACES[match.group()](words, random), form)


def _name(words: Sequence[str], random: Random) -> str:
    parts = [random.choice(words) for _ in range(random.choice((1, 1, 1, 2, 2, 3)))]
    ways = ("_".join(parts), "".join(part.capitalize() for part in parts))
    return random.choice((random.choice(string.ascii_lowercase), *ways, *ways))


def _number(words: Sequence[str], random: Random) -> str:
    del words
    return str(random.randrange(10 ** random.choice((1, 1, 2, 2, 3, 4))))


def _string(words: Sequence[str], random: Random) -> str:
    mark = random.choice("\"'")
    return mark + " ".join(random.choice(words) for _ in range(random.choice((1, 1, 2, 3)))) + mark


def _hexadecimal(words: Sequence[str], random: Random) -> str:
    del words
    return "".join(random.choice("0123456789abcdef") for _ in range(random.choice((4, 6, 8, 16))))


def _base64(words: Sequence[str], random: Random) -> str:
    del words
    signs = string.ascii_letters + string.digits + "+/"
    return "".join(random.choice(signs) for _ in range(random.choice((12, 24, 40, 60)))) + random.choice(
        ("", "=", "==")
    )


def _address(words: Sequence[str], random: Random) -> str:
    return f"/{random.choice(words)}/{random.choice(words)}.html"


def _word(words: Sequence[str], random: Random) -> str:
    return random.choice(words)


_PLACES = {"N": _name, "W": _word, "D": _number, "S": _string, "H": _hexadecimal, "U": _address, "B": _base64}
