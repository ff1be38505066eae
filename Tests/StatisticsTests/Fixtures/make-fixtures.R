# Reference values for Tests/StatisticsTests, made with base R: Rscript make-fixtures.R (in this folder).
# Every case holds its input and what R says; the tests hold Hearth to 1e-9 of it. The data are simulated or invented.
suppressMessages(library(jsonlite))
set.seed(20240607)
options(warn = -1)

cases <- list()
add <- function(method, name, expected, ...) {
  input <- list(...)
  expected <- Filter(Negate(is.null), expected)
  if (!is.null(input$groups)) input$groups <- lapply(input$groups, I)
  for (key in c("x", "y")) if (!is.null(input[[key]])) input[[key]] <- I(input[[key]])
  cases[[length(cases) + 1]] <<- c(
    list(method = unbox(method), name = unbox(name)), input, list(expected = lapply(expected, function(v) I(unname(v)))))
}
write <- function(file) {
  document <- list(
    madeBy = unbox("make-fixtures.R"), R = unbox(R.version.string), jsonlite = unbox(as.character(packageVersion("jsonlite"))),
    tolerance = unbox(1e-9), cases = cases)
  writeLines(toJSON(document, digits = I(17), na = "null", null = "null", matrix = "rowmajor"), file)
  cat(file, length(cases), "cases\n")
  cases <<- list()
}

# --- descriptive -----------------------------------------------------------------------------------------------------
skew2 <- function(x) {
  n <- length(x); m <- mean(x); s <- sqrt(mean((x - m)^2)); g1 <- mean(((x - m) / s)^3); g2 <- mean(((x - m) / s)^4) - 3
  c(g1 * sqrt(n * (n - 1)) / (n - 2), if (n > 3) ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3)) else NA)
}
descriptive <- list(
  one = 4.25, two = c(1, 3), three = c(2, 2, 9), tied = c(3, 3, 3, 4, 4, 1, 1, 5), likert = sample(0:6, 60, TRUE),
  even = round(rnorm(40, 3.5, 0.8), 2), odd = round(rnorm(41, -12, 4), 3), skewed = round(rexp(200, 0.3), 3),
  outliers = c(round(rnorm(30), 2), 12, -9, 12), negative = -c(1:9, 40), wide = round(10^runif(25, -3, 5), 6),
  bounded = round(rbeta(77, 0.5, 0.5), 3), large = sample(1:7, 1000, TRUE, c(1, 2, 4, 8, 4, 2, 1)), mod1 = round(runif(17), 4),
  mod2 = round(runif(18), 4), mod3 = round(runif(19), 4))
probabilities <- c(0, 0.01, 0.05, 0.1, 0.25, 1 / 3, 0.5, 0.7, 0.75, 0.9, 0.975, 1)
for (name in names(descriptive)) {
  x <- descriptive[[name]]
  box <- boxplot.stats(x)
  varies <- length(x) > 2
  add("descriptive", name, list(
    mean = mean(x), squares = sum((x - mean(x))^2), variance = if (length(x) > 1) var(x) else NA,
    sd = if (length(x) > 1) sd(x) else NA, quantiles = quantile(x, probabilities, type = 7), median = median(x),
    fivenum = fivenum(x), box = box$stats, outliers = sort(unique(box$out)), notch = diff(box$conf) / 2,
    shape = if (varies) skew2(x) else NULL), x = x)
}
write("descriptive.json")

# --- groups ----------------------------------------------------------------------------------------------------------
draw <- function(sizes, means, sds, digits = 1) Map(function(n, m, s) round(rnorm(n, m, s), digits), sizes, means, sds)
likert <- function(sizes, shift) Map(function(n, b) pmin(6, pmax(0, round(rnorm(n, b, 1.5)))), sizes, shift)
groups <- list(
  sectors = draw(c(22, 1, 1, 2, 14), c(3.5, 2.8, 2.6, 3.7, 2.4), rep(0.8, 5)),
  two = draw(c(9, 12), c(1, 2), c(1, 3)), tiny = list(c(1, 2), c(2, 4)), pairs = draw(c(2, 2, 2), 1:3, c(1, 2, 3), 2),
  balanced = draw(rep(10, 4), c(5, 5, 6, 7), rep(1, 4)), unequal = draw(c(4, 30, 11), c(10, 11, 9), c(0.5, 4, 9)),
  equalMeans = list(c(1, 2, 3), c(0, 2, 4), c(-1, 2, 5, 2)), likert5 = likert(c(20, 25, 15, 8, 40), c(2, 2.5, 3, 4, 3)),
  likert3 = likert(c(6, 6, 6), c(1, 3, 5)), zeros = list(c(0, 0, 0, 1), c(0, 0, 2, 0, 0), c(3, 0, 0, 5, 0, 0)),
  large = likert(c(900, 700, 1100), c(3, 3.05, 3.1)), many = draw(sample(3:9, 12, TRUE), runif(12, 0, 4), runif(12, 1, 3), 2),
  offset = lapply(draw(c(8, 9, 10), c(1, 2, 2), rep(1, 3), 2), function(g) g + 10000),
  small = lapply(draw(c(8, 9, 10), c(1, 2, 2), rep(1, 3), 2), function(g) g / 1e6), far = draw(c(20, 20), c(0, 30), c(1, 2), 2),
  negative = draw(c(7, 5, 6), c(-3, -9, 4), c(2, 1, 5), 2), singles = c(list(3, 7), draw(c(5, 6), c(4, 5), c(1, 1))),
  wideSpread = draw(c(15, 15, 15), c(50, 55, 60), c(1, 10, 30), 0), tenGroups = likert(rep(11, 10), seq(1, 5, length.out = 10)))
dunnTest <- function(x, g) {
  r <- rank(x); n <- length(x); ties <- table(x); v <- n * (n + 1) / 12 - sum(ties^3 - ties) / (12 * (n - 1))
  m <- tapply(r, g, mean); k <- nlevels(g); size <- tabulate(g)
  pairs <- combn(k, 2)
  z <- apply(pairs, 2, function(p) (m[p[2]] - m[p[1]]) / sqrt(v * sum(1 / size[p])))
  p <- 2 * pnorm(-abs(z))
  list(difference = apply(pairs, 2, function(p) m[p[2]] - m[p[1]]), statistic = z, pValue = p, holm = p.adjust(p, "holm"),
       bonferroni = p.adjust(p, "bonferroni"), bh = p.adjust(p, "BH"))
}
for (name in names(groups)) {
  data <- groups[[name]]
  x <- unlist(data); g <- factor(rep(seq_along(data), lengths(data)))
  a <- anova(lm(x ~ g)); ss <- a[["Sum Sq"]]; ms <- a[["Mean Sq"]]
  add("oneWayANOVA", name, list(
    between = ss[1], within = ss[2], df = a[["Df"]], statistic = a[["F value"]][1], pValue = a[["Pr(>F)"]][1],
    eta = ss[1] / sum(ss), omega = (ss[1] - a[["Df"]][1] * ms[2]) / (sum(ss) + ms[2])), groups = data)
  if (all(lengths(data) > 1) && all(sapply(data, var) > 0)) {
    w <- oneway.test(x ~ g)
    add("welchANOVA", name, list(statistic = w$statistic, df = w$parameter, pValue = w$p.value), groups = data)
  }
  z <- abs(x - ave(x, g, FUN = median))
  b <- anova(lm(z ~ g))
  if (sum(b[["Sum Sq"]][2]) > 1e-9)
    add("brownForsythe", name, list(statistic = b[["F value"]][1], df = b[["Df"]], pValue = b[["Pr(>F)"]][1]), groups = data)
  k <- kruskal.test(x, g); n <- length(x)
  add("kruskalWallis", name, list(
    statistic = k$statistic, df = k$parameter, pValue = k$p.value, epsilon = k$statistic * (n + 1) / (n^2 - 1)), groups = data)
  add("dunn", name, dunnTest(x, g), groups = data)
}
write("groups.json")

# --- one and two means -----------------------------------------------------------------------------------------------
pairsOf <- list(
  plain = list(round(rnorm(12, 5, 2), 2), round(rnorm(12, 6, 1), 2)), tiny = list(c(1, 2), c(4, 7)),
  likert = list(sample(0:6, 30, TRUE), sample(0:6, 30, TRUE, 7:1)), offset = list(1e5 + round(rnorm(9), 2), 1e5 + round(rnorm(9), 2)),
  far = list(round(rnorm(40, 0, 1), 3), round(rnorm(40, 20, 1), 3)), alike = list(c(1, 2, 3, 4), c(1.5, 2.5, 2.5, 3.5)),
  spread = list(round(rnorm(15, 0, 0.1), 3), round(rnorm(15, 1, 10), 3)), large = list(sample(1:5, 800, TRUE), sample(1:5, 800, TRUE)),
  negative = list(-c(1.5, 2.25, 9), -c(3, 3.5, 7)), zeros = list(c(0, 0, 0, 1, 0), c(0, 3, 0, 0, 5)))
j <- function(m) exp(lgamma(m / 2) - lgamma((m - 1) / 2)) / sqrt(m / 2)
meansOf <- function(t, d) list(difference = d, standardError = t$stderr, df = t$parameter, statistic = t$statistic, pValue = t$p.value,
                               interval = t$conf.int)
for (name in names(pairsOf)) {
  x <- pairsOf[[name]][[1]]; y <- pairsOf[[name]][[2]]
  for (level in c(0.95, 0.8, 0.999)) {
    label <- paste(name, level)
    add("studentTTest", label, meansOf(t.test(x, y, var.equal = TRUE, conf.level = level), mean(x) - mean(y)), x = x, y = y, level = unbox(level))
    add("welchTTest", label, meansOf(t.test(x, y, conf.level = level), mean(x) - mean(y)), x = x, y = y, level = unbox(level))
    add("pairedTTest", label, meansOf(t.test(x, y, paired = TRUE, conf.level = level), mean(x - y)), x = x, y = y, level = unbox(level))
    one <- t.test(x, mu = 1.25, conf.level = level)
    add("oneSampleTTest", label, within(meansOf(one, mean(x) - 1.25), interval <- one$conf.int - 1.25), x = x, level = unbox(level))
    add("meanInterval", label, list(estimate = mean(x), interval = one$conf.int), x = x, level = unbox(level))
    a <- length(x); b <- length(y); m <- a + b - 2
    d <- (mean(x) - mean(y)) / sqrt(((a - 1) * var(x) + (b - 1) * var(y)) / m)
    g <- j(m) * d; half <- qnorm(1 - (1 - level) / 2) * sqrt(1 / a + 1 / b + g^2 / (2 * (a + b)))
    add("hedgesG", label, list(d = d, estimate = g, interval = c(g - half, g + half)), x = x, y = y, level = unbox(level))
  }
}
unequal <- list(list(round(rnorm(5), 2), round(rnorm(19, 1), 2)), list(c(2, 5, 1), round(rnorm(50, 3), 1)), list(4, c(1, 2, 6)))
for (pair in unequal) {
  x <- pair[[1]]; y <- pair[[2]]
  label <- paste("unequal", length(x), length(y))
  add("studentTTest", label, meansOf(t.test(x, y, var.equal = TRUE), mean(x) - mean(y)), x = x, y = y, level = unbox(0.95))
  if (length(x) > 1) add("welchTTest", label, meansOf(t.test(x, y), mean(x) - mean(y)), x = x, y = y, level = unbox(0.95))
}
write("means.json")

# --- counts ----------------------------------------------------------------------------------------------------------
tables <- list(
  tea = rbind(c(3, 1), c(1, 3)), square = rbind(c(12, 5), c(9, 22)), zero = rbind(c(0, 7), c(9, 4)), zeroBelow = rbind(c(6, 2), c(0, 8)),
  corner = rbind(c(10, 0), c(0, 10)), lopsided = rbind(c(1, 99), c(12, 880)), big = rbind(c(411, 388), c(350, 455)),
  oneRow = rbind(c(1, 0), c(3, 5)), threeByTwo = rbind(c(4, 9), c(11, 3), c(6, 6)), threeByThree = rbind(c(5, 2, 1), c(3, 7, 2), c(1, 4, 9)),
  sparse = rbind(c(1, 0, 2, 0), c(0, 3, 1, 1), c(2, 0, 0, 4)), jobs = rbind(c(1, 2, 1, 0), c(3, 3, 6, 1), c(10, 10, 14, 9), c(6, 7, 12, 11)),
  wide = rbind(c(2, 0, 3, 1, 4, 2), c(1, 5, 0, 3, 1, 0)), equal = rbind(c(4, 4, 4), c(4, 4, 4)), zeros3 = rbind(c(0, 0, 5), c(4, 0, 0), c(0, 6, 0)),
  sector = rbind(c(14, 8), c(1, 0), c(0, 1), c(2, 0), c(3, 11)), fiveByFour = rbind(c(3, 1, 0, 2), c(1, 4, 2, 0), c(0, 2, 5, 1), c(2, 0, 1, 3), c(1, 1, 1, 4)),
  many = rbind(c(60, 45, 31), c(22, 51, 40)))
# R solves for the odds ratio to 1e-4 only (uniroot's default), so its own equations are solved here to 1e-15, with what
# R prints beside them; and for small tables p is summed over every table with these margins, with R's p beside it.
everyTable <- function(x) {
  rows <- rowSums(x); columns <- colSums(x); n <- sum(x)
  constant <- sum(lfactorial(rows)) + sum(lfactorial(columns)) - lfactorial(n)
  observed <- constant - sum(lfactorial(x)); total <- 0
  fill <- function(column, left, logp) {
    if (column == length(columns)) {
      logp <- logp - sum(lfactorial(left))
      if (logp <= observed + 1e-7) total <<- total + exp(logp)
      return(invisible())
    }
    place <- function(row, rest, value, logp) {
      if (row == length(left)) {
        if (rest <= left[row]) { value[row] <- rest; fill(column + 1, left - value, logp - lfactorial(rest)) }
        return(invisible())
      }
      for (count in 0:min(rest, left[row])) { value[row] <- count; place(row + 1, rest - count, value, logp - lfactorial(count)) }
    }
    place(1, columns[column], integer(length(left)), logp)
  }
  fill(1, rows, constant)
  total
}
oddsRatio <- function(x, level) {
  m <- sum(x[, 1]); n <- sum(x[, 2]); k <- sum(x[1, ]); q <- x[1, 1]; lo <- max(0, k - n); hi <- min(k, m)
  support <- lo:hi; logdc <- dhyper(support, m, n, k, log = TRUE)
  d <- function(b) { v <- logdc + b * support; v <- exp(v - max(v)); v / sum(v) }
  solve <- function(f) { r <- uniroot(f, c(-60, 60), tol = 1e-15, maxiter = 5000)$root; exp(r) }
  tail <- (1 - level) / 2
  c(if (q == lo) 0 else if (q == hi) NA else solve(function(b) sum(support * d(b)) - q),
    if (q == lo) 0 else solve(function(b) sum(d(b)[support >= q]) - tail),
    if (q == hi) NA else solve(function(b) sum(d(b)[support <= q]) - tail))
}
for (name in names(tables)) {
  x <- tables[[name]]; n <- sum(x); r <- nrow(x); c <- ncol(x)
  plain <- chisq.test(x, correct = FALSE); phi <- max(0, plain$statistic / n - (r - 1) * (c - 1) / (n - 1))
  rt <- r - (r - 1)^2 / (n - 1); ct <- c - (c - 1)^2 / (n - 1)
  add("chiSquared", name, list(
    statistic = plain$statistic, df = plain$parameter, pValue = plain$p.value, expected = as.vector(t(plain$expected)),
    v = sqrt(plain$statistic / (n * min(r - 1, c - 1))), corrected = if (min(rt, ct) > 1) sqrt(phi / (min(rt, ct) - 1)) else NA), table = x)
  if (r == 2 && c == 2) {
    yates <- chisq.test(x)
    add("yates", name, list(statistic = yates$statistic, pValue = yates$p.value), table = x)
    for (level in c(0.95, 0.9)) {
      f <- fisher.test(x, conf.level = level)
      add("fisher", paste(name, level), list(pValue = f$p.value, oddsRatio = oddsRatio(x, level), roundedByR = c(f$estimate, f$conf.int)), table = x, level = unbox(level))
    }
  } else {
    f <- fisher.test(x, workspace = 2e7)
    small <- n <= 40 && r * c <= 12
    add("fisher", name, list(pValue = if (small) everyTable(x) else f$p.value, byR = f$p.value, isEvery = as.numeric(small)), table = x)
  }
}
for (pair in list(c(0, 10), c(10, 10), c(1, 1), c(0, 1), c(1, 7), c(5, 10), c(13, 40), c(461, 886), c(1287, 16426), c(1, 100000), c(99999, 100000), c(3, 5)))
  for (level in c(0.95, 0.99)) for (correct in c(FALSE, TRUE)) {
    # R caps its correction at |x − n/2|, which is below a half only for x = n/2.
    if (correct && pair[1] * 2 == pair[2]) next
    p <- prop.test(pair[1], pair[2], conf.level = level, correct = correct)
    add("proportion", paste(pair[1], "of", pair[2]), list(estimate = p$estimate, interval = p$conf.int), table = matrix(pair, 1), level = unbox(level), corrected = unbox(correct))
  }
write("counts.json")

# --- association -----------------------------------------------------------------------------------------------------
couples <- list(
  plain = list(round(rnorm(20), 3), NULL), likert = list(sample(0:6, 40, TRUE), NULL), five = list(c(1, 2, 3, 4, 5), c(2, 1, 4, 3, 5)),
  three = list(c(1, 2, 3), c(1, 3, 2)), four = list(c(4, 2, 3, 1), c(1.5, 2, 9, 4)), nine = list(sample(9), sample(9)), ten = list(sample(10), sample(10)),
  reversed = list(c(1, 2, 3, 4, 5, 6), -c(1.1, 2, 3.2, 3.9, 5, 6.5)), fortyNine = list(round(runif(49), 5), round(runif(49), 5)),
  fifty = list(round(runif(50), 5), round(runif(50), 5)), mixed = list(sample(1:3, 25, TRUE), round(rnorm(25), 2)),
  twoValued = list(rep(0:1, 12), sample(1:7, 24, TRUE)), long = list(round(rnorm(300), 6), round(rnorm(300), 6)),
  longTied = list(sample(1:5, 500, TRUE), sample(1:5, 500, TRUE)), beyond = list(round(rnorm(1400), 7), round(rnorm(1400), 7)), strong = list(round(rnorm(60), 4), NULL))
for (name in names(couples)) {
  x <- couples[[name]][[1]]; y <- couples[[name]][[2]]
  if (is.null(y)) y <- if (name == "strong") round(x + rnorm(60, 0, 0.05), 4) else if (name == "likert") pmin(6, pmax(0, x + sample(-2:2, 40, TRUE))) else round(0.5 * x + rnorm(20), 3)
  n <- length(x)
  for (level in if (n > 100) 0.95 else c(0.95, 0.9)) {
    z <- qnorm(1 - (1 - level) / 2)
    for (method in c("pearson", "spearman", "kendall")) {
      t <- cor.test(x, y, method = method, conf.level = level); r <- t$estimate
      se <- switch(method, pearson = 1 / sqrt(n - 3), spearman = sqrt((1 + r^2 / 2) / (n - 3)), kendall = sqrt(0.437 / (n - 4)))
      interval <- if (method == "pearson" && n > 3) t$conf.int else if (is.finite(se)) tanh(atanh(r) + c(-z, z) * se) else c(NA, NA)
      if (abs(r) > 1 - 1e-12) interval <- c(r, r)
      if (n <= c(pearson = 3, spearman = 3, kendall = 4)[[method]]) interval <- c(NA, NA)
      add(method, paste(name, level), list(estimate = r, pValue = t$p.value, interval = interval), x = x, y = y, level = unbox(level))
    }
  }
}
write("association.json")

# --- reliability -----------------------------------------------------------------------------------------------------
alpha <- function(m) { v <- cov(m); k <- ncol(m); k / (k - 1) * (1 - sum(diag(v)) / sum(v)) }
common <- function(n, k, share, digits = 0) round(3 + outer(rnorm(n), rep(share, k)) + matrix(rnorm(n * k), n), digits)
scales <- list(
  seven = common(60, 7, 1), two = common(20, 2, 0.8), three = common(15, 3, 1.5, 2), weak = common(40, 5, 0.1), negative = common(12, 4, 0) * rep(c(1, -1), each = 24),
  twenty = common(300, 20, 0.7), offset = 5000 + common(25, 4, 1, 1), tiny = rbind(c(1, 2, 4), c(2, 2, 5), c(4, 3, 3)), binary = (common(50, 6, 1) > 3) * 1,
  unequal = common(30, 4, 1, 1) * rep(c(1, 10, 0.1, 3), each = 30), large = common(1000, 9, 0.9), forty = common(80, 40, 0.3))
for (name in names(scales)) {
  m <- scales[[name]]; k <- ncol(m); n <- nrow(m); a <- alpha(m); total <- rowSums(m)
  for (level in c(0.95, 0.9)) {
    f <- qf(c(1 - (1 - level) / 2, (1 - level) / 2), n - 1, (n - 1) * (k - 1))
    add("reliability", paste(name, level), list(
      alpha = a, interval = 1 - (1 - a) * f, itemRest = sapply(1:k, function(i) cor(m[, i], total - m[, i])),
      deleted = if (k > 2) sapply(1:k, function(i) alpha(m[, -i])) else c(NA, NA), means = colMeans(m), sds = apply(m, 2, sd)),
      groups = lapply(1:n, function(i) m[i, ]), level = unbox(level))
  }
}
write("reliability.json")

# --- adjustment ------------------------------------------------------------------------------------------------------
sets <- list(one = 0.03, pair = c(0.04, 0.01), ties = c(0.01, 0.01, 0.02, 0.02), ends = c(0, 1, 0.5), small = c(1e-12, 1e-5, 0.2), drawn = round(runif(25), 6),
  skewed = round(rbeta(60, 0.3, 2), 9), ordered = seq(0.001, 0.05, length.out = 11))
for (name in names(sets)) for (method in c("bonferroni", "holm", "BH"))
  add(method, name, list(adjusted = p.adjust(sets[[name]], method)), x = sets[[name]])
write("adjustment.json")

# --- every pair of groups: R's Tukey, to be set beside quadrature by make-studentized-range.py --------------------------
for (name in c("sectors", "two", "tiny", "balanced", "unequal", "likert5", "likert3", "far", "negative", "wideSpread", "singles")) {
  data <- groups[[name]]
  x <- unlist(data); g <- factor(rep(seq_along(data), lengths(data)))
  t <- TukeyHSD(aov(x ~ g))$g
  add("tukey", name, list(byR = t[, "p adj"], lowerByR = t[, "lwr"], upperByR = t[, "upr"]), groups = data)
  if (all(lengths(data) > 1) && all(sapply(data, var) > 0)) {
    pairs <- combn(length(data), 2)
    p <- apply(pairs, 2, function(p) {
      e <- sapply(data[p], function(v) var(v) / length(v))
      df <- sum(e)^2 / sum(e^2 / (lengths(data[p]) - 1))
      ptukey(abs(mean(data[[p[2]]]) - mean(data[[p[1]]])) / sqrt(sum(e) / 2), length(data), df, lower.tail = FALSE)
    })
    add("gamesHowell", name, list(byR = p), groups = data)
  }
}
write("pairs-by-r.json")
