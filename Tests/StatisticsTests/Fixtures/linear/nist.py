"""NIST's certified regressions that are not in the shared data, as nist.json (python3 nist.py, with mpmath).

Data and certified values are those of NIST's StRD (https://www.itl.nist.gov/div898/strd/lls/lls.shtml, work of the US Government). The script
solves the normal equations at 120 digits from the decimals as written and from the nearest doubles; the first must give back
every certified digit, the second is what a program that reads doubles can reach at best.
"""
import json
from mpmath import mp, mpf, matrix, lu_solve, inverse, sqrt

mp.dps = 120
filip = """0.8116 -6.860120914 0.9072 -4.324130045 0.9052 -4.358625055 0.9039 -4.358426747 0.8053 -6.955852379 0.8377 -6.661145254
0.8667 -6.355462942 0.8809 -6.118102026 0.7975 -7.115148017 0.8162 -6.815308569 0.8515 -6.519993057 0.8766 -6.204119983
0.8885 -5.853871964 0.8859 -6.109523091 0.8959 -5.79832982 0.8913 -5.482672118 0.8959 -5.171791386 0.8971 -4.851705903
0.9021 -4.517126416 0.909 -4.143573228 0.9139 -3.709075441 0.9199 -3.499489089 0.8692 -6.300769497 0.8872 -5.953504836
0.89 -5.642065153 0.891 -5.031376979 0.8977 -4.680685696 0.9035 -4.329846955 0.9078 -3.928486195 0.7675 -8.56735134
0.7705 -8.363211311 0.7713 -8.107682739 0.7736 -7.823908741 0.7775 -7.522878745 0.7841 -7.218819279 0.7971 -6.920818754
0.8329 -6.628932138 0.8641 -6.323946875 0.8804 -5.991399828 0.7668 -8.781464495 0.7633 -8.663140179 0.7678 -8.473531488
0.7697 -8.247337057 0.77 -7.971428747 0.7749 -7.676129393 0.7796 -7.352812702 0.7897 -7.072065318 0.8131 -6.774174009
0.8498 -6.478861916 0.8741 -6.159517513 0.8061 -6.835647144 0.846 -6.53165267 0.8751 -6.224098421 0.8856 -5.910094889
0.8919 -5.598599459 0.8934 -5.290645224 0.894 -4.974284616 0.8957 -4.64454848 0.9047 -4.290560426 0.9129 -3.885055584
0.9209 -3.408378962 0.9219 -3.13200249 0.7739 -8.726767166 0.7681 -8.66695597 0.7665 -8.511026475 0.7703 -8.165388579
0.7702 -7.886056648 0.7761 -7.588043762 0.7809 -7.283412422 0.7961 -6.995678626 0.8253 -6.691862621 0.8602 -6.392544977
0.8809 -6.067374056 0.8301 -6.684029655 0.8664 -6.378719832 0.8834 -6.065855188 0.8898 -5.752272167 0.8964 -5.132414673
0.8963 -4.811352704 0.9074 -4.098269308 0.9119 -3.66174277 0.9228 -3.2644011""".split()

wampler = {
    "Wampler3": "760 -2042 2111 -1684 3888 1858 11379 17560 39287 64382 113159 175108 273291 400186 581243 811568 1121004 1506550 2002767 2611612 3369180",
    "Wampler4": "75901 -204794 204863 -204436 253665 -200894 214131 -185192 221249 -138370 315911 -27644 455253 197434 783995 608816 1370781 1303798 2205519 2408860 3444321",
    "Wampler5": "7590001 -20479994 20480063 -20479636 25231365 -20476094 20489331 -20460392 18417449 -20413570 20591111 -20302844 18651453 -20077766 21059195 -19666384 26348481 -18971402 22480719 -17866340 10958421",
}
deviations = ["2152.32624678170", "2363.55173469681", "779.343524331583", "101.475507550350", "5.64566512170752", "0.112324854679312"]


def shifted(text, factor):
    return mp.nstr(mpf(text) * factor, 15)


sets = [
    dict(name="Filip", degree=10, intercept=True, x=filip[1::2], y=filip[0::2],
         estimates=["-1467.48961422980", "-2772.17959193342", "-2316.37108160893", "-1127.97394098372", "-354.478233703349", "-75.1242017393757",
                    "-10.8753180355343", "-1.06221498588947", "-0.0670191154593408", "-0.00246781078275479", "-0.0000402962525080404"],
         deviations=["298.084530995537", "559.779865474950", "466.477572127796", "227.204274477751", "71.6478660875927", "15.2897178747400",
                     "2.23691159816033", "0.221624321934227", "0.0142363763154724", "0.000535617408889821", "0.00000896632837373868"],
         residual="0.00334801051324544", rSquared="0.996727416185620", f="2162.43954511489"),
    dict(name="NoInt2", degree=1, intercept=False, x=["4", "5", "6"], y=["3", "4", "4"], estimates=["0.727272727272727"],
         deviations=["0.0420827318078432"], residual="0.369274472937998", rSquared="0.993348115299335", f="298.666666666667"),
    dict(name="Wampler3", degree=5, intercept=True, estimates=["1"] * 6, deviations=deviations, residual="2360.14502379268",
         rSquared="0.999995559025820", f="675524.458240122"),
    dict(name="Wampler4", degree=5, intercept=True, estimates=["1"] * 6, deviations=[shifted(d, 100) for d in deviations],
         residual="236014.502379268", rSquared="0.957478440825662", f="67.5524458240122"),
    dict(name="Wampler5", degree=5, intercept=True, estimates=["1"] * 6, deviations=[shifted(d, 10000) for d in deviations],
         residual="23601450.2379268", rSquared="0.00224668921574940", f="0.00675524458240122"),
]


def solve(s, read):
    x, y = [read(v) for v in s["x"]], [read(v) for v in s["y"]]
    powers = list(range(0 if s["intercept"] else 1, s["degree"] + 1))
    X = matrix([[v ** p for p in powers] for v in x])
    Y = matrix(y)
    b = lu_solve(X.T * X, X.T * Y)
    rest = Y - X * b
    rss = sum(v * v for v in rest)
    centre = sum(y) / len(y) if s["intercept"] else mpf(0)
    total = sum((v - centre) ** 2 for v in y)
    variance = rss / (len(y) - len(powers))
    inverted = inverse(X.T * X)
    return dict(estimates=list(b), deviations=[sqrt(variance * inverted[i, i]) for i in range(len(powers))], residual=sqrt(variance),
                rSquared=1 - rss / total, f=(total - rss) / (s["degree"]) / variance)


for s in sets:
    if s["name"] in wampler:
        s["x"], s["y"] = [str(i) for i in range(21)], wampler[s["name"]].split()
    decimal = solve(s, mpf)
    for key, value in decimal.items():
        for ours, certified in zip(value if isinstance(value, list) else [value], s[key] if isinstance(s[key], list) else [s[key]]):
            assert abs(ours - mpf(certified)) <= abs(mpf(certified)) * mpf("1e-14"), (s["name"], key, ours, certified)
    nearest = solve(s, lambda v: mpf(float(v)))
    s["fromDoubles"] = {k: [mp.nstr(e, 17) for e in v] if isinstance(v, list) else mp.nstr(v, 17) for k, v in nearest.items()}
json.dump(dict(madeBy="nist.py", mpmath=__import__("mpmath").__version__, tolerance="see LinearNISTTests", sets=sets), open("nist.json", "w"), indent=0)
print("certified values hold")
