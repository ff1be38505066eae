# Reference values from R, as R gives them. Rscript r.R > r.json
# Every number is written with 17 digits, as text, so that it reads back as the same double.

text <- function(x) paste0('"', sprintf("%.17g", x), '"')
rows <- character()
add <- function(fun, parameters, argument, values, lower = TRUE) {
  rows <<- c(rows, sprintf(
    '{"function": "%s", "parameters": [%s], "argument": %s, "lower": %s, "value": %s}',
    fun, paste(vapply(parameters, text, ""), collapse = ", "), vapply(argument, text, ""),
    if (lower) "true" else "false", vapply(values, text, "")))
}

x <- c(-6, -1.96, -0.2, 0.5, 3, 9)
add("dnorm", c(1.5, 2), x, dnorm(x, 1.5, 2))
add("pnorm", c(1.5, 2), x, pnorm(x, 1.5, 2))
add("pnorm", c(1.5, 2), x, pnorm(x, 1.5, 2, lower.tail = FALSE), FALSE)
p <- c(1e-200, 1e-12, 0.001, 0.025, 0.2, 0.5, 0.7, 0.975, 0.9999)
add("qnorm", c(0, 1), p, qnorm(p))

for (nu in c(1, 4.7, 35, 880, 16422)) {
  t <- c(-3.2, -0.4, 0.9, 2.1, 8)
  add("dt", nu, t, dt(t, nu))
  add("pt", nu, t, pt(t, nu))
  add("pt", nu, t, pt(t, nu, lower.tail = FALSE), FALSE)
  p <- c(1e-10, 0.003, 0.05, 0.3, 0.8, 0.975)
  add("qt", nu, p, qt(p, nu))
}
for (nu in c(1, 2, 3.5, 12, 120)) {
  q <- nu * c(0.05, 0.5, 1, 1.7, 4)
  add("dchisq", nu, q, dchisq(q, nu))
  add("pchisq", nu, q, pchisq(q, nu))
  add("pchisq", nu, q, pchisq(q, nu, lower.tail = FALSE), FALSE)
  p <- c(0.001, 0.05, 0.5, 0.95, 0.9999)
  add("qchisq", nu, p, qchisq(p, nu))
}
for (d in list(c(4, 35), c(3, 16422), c(5, 374.84), c(1, 8), c(20.5, 3))) {
  f <- c(0.01, 0.8, 1.1, 4.3, 25)
  add("df", d, f, df(f, d[1], d[2]))
  add("pf", d, f, pf(f, d[1], d[2]))
  add("pf", d, f, pf(f, d[1], d[2], lower.tail = FALSE), FALSE)
  p <- c(0.01, 0.3, 0.5, 0.95, 0.999)
  add("qf", d, p, qf(p, d[1], d[2]))
}
for (s in list(c(0.5, 0.5), c(2, 7), c(30, 4.5), c(1, 1))) {
  b <- c(0.001, 0.2, 0.5, 0.9)
  add("dbeta", s, b, dbeta(b, s[1], s[2]))
  add("pbeta", s, b, pbeta(b, s[1], s[2]))
  add("pbeta", s, b, pbeta(b, s[1], s[2], lower.tail = FALSE), FALSE)
  p <- c(0.025, 0.4, 0.975)
  add("qbeta", s, p, qbeta(p, s[1], s[2]))
}
for (s in list(c(0.3, 2), c(1, 0.5), c(9.25, 4))) {
  g <- s[1] / s[2] * c(0.1, 0.9, 1.5, 5)
  add("dgamma", s, g, dgamma(g, s[1], s[2]))
  add("pgamma", s, g, pgamma(g, s[1], s[2]))
  add("pgamma", s, g, pgamma(g, s[1], s[2], lower.tail = FALSE), FALSE)
  p <- c(0.025, 0.4, 0.975)
  add("qgamma", s, p, qgamma(p, s[1], s[2]))
}
for (s in list(c(1, 0.3), c(40, 0.25), c(1000, 0.01), c(886, 0.5))) {
  k <- unique(round(s[1] * s[2] + c(-3, -1, 0, 2, 5) * sqrt(s[1] * s[2])))
  k <- k[k >= 0 & k < s[1]]
  add("dbinom", s, k, dbinom(k, s[1], s[2]))
  add("pbinom", s, k, pbinom(k, s[1], s[2]))
  add("pbinom", s, k, pbinom(k, s[1], s[2], lower.tail = FALSE), FALSE)
  p <- c(0.001, 0.3, 0.9, 0.99999)
  add("qbinom", s, p, qbinom(p, s[1], s[2]))
}
for (s in list(c(17, 23, 14), c(3, 5, 4), c(1200, 5000, 300), c(461, 425, 605))) {
  k <- max(0, s[3] - s[2]):min(s[3], s[1])
  k <- k[unique(round(seq(1, length(k), length.out = 7)))]
  add("dhyper", s, k, dhyper(k, s[1], s[2], s[3]))
  k <- k[-length(k)]
  add("phyper", s, k, phyper(k, s[1], s[2], s[3]))
  add("phyper", s, k, phyper(k, s[1], s[2], s[3], lower.tail = FALSE), FALSE)
  p <- c(0.001, 0.3, 0.9, 0.99999)
  add("qhyper", s, p, qhyper(p, s[1], s[2], s[3]))
}
cat(sprintf('{"madeBy": "r.R", "R": "%s", "cases": [\n', getRversion()), paste(rows, collapse = ",\n"), "\n]}\n", sep = "")
