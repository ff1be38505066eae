# A small invented data file and what base R says about it: Rscript make-compare.R (in this folder).
# Writes compare.csv and compare.json; `hearth compare` is held to 1e-9 of every figure. Needs jsonlite.
suppressMessages(library(jsonlite))
set.seed(20260611)
options(warn = -1)

n <- 60
data <- data.frame(
  sector = c(rep("NHS", 24), rep("Third sector", 30), rep("Council", 5), "Community"),
  team = sample(c("North", "South"), n, TRUE),
  answer = sample(c("never", "sometimes", "often"), n, TRUE, c(3, 4, 2)),
  left = sample(c("no", "yes"), n, TRUE, c(3, 1)))
data$strain <- round(rnorm(n, c(NHS = 3, `Third sector` = 3.6, Council = 2.6, Community = 4)[data$sector], 0.9), 2)
data$later <- round(0.6 * data$strain + rnorm(n, 1.1, 0.7), 2)
data$ties <- pmin(7, pmax(1, round(data$strain + rnorm(n))))
data$hours <- round(rnorm(n, 36, 5) - data$strain, 1)
data$strain[c(4, 33)] <- NA
data$later[c(9, 33, 50)] <- NA
data$hours[17] <- NA
data$answer[c(2, 40)] <- NA
write.csv(data, "compare.csv", row.names = FALSE, na = "", quote = FALSE)
data <- read.csv("compare.csv", na.strings = "", stringsAsFactors = FALSE)

skew2 <- function(x) {
  n <- length(x); m <- mean(x); s <- sqrt(mean((x - m)^2)); g1 <- mean(((x - m) / s)^3); g2 <- mean(((x - m) / s)^4) - 3
  list(skewness = if (n > 2) g1 * sqrt(n * (n - 1)) / (n - 2), excessKurtosis = if (n > 3) ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3)))
}
j <- function(m) exp(lgamma(m / 2) - lgamma((m - 1) / 2)) / sqrt(m / 2)
tFigures <- function(t, difference, shift = 0) list(
  difference = difference, standardError = t$stderr, statistic = t$statistic, degreesOfFreedom = t$parameter, p = t$p.value,
  lower = t$conf.int[1] - shift, upper = t$conf.int[2] - shift)
out <- list()

# --- scores by group -------------------------------------------------------------------------------------------------
groupFigures <- function(x) {
  ci <- if (length(x) > 1) t.test(x)$conf.int
  f <- fivenum(x)
  c(list(n = length(x), mean = mean(x), lower = ci[1], upper = ci[2], sd = if (length(x) > 1) sd(x), median = median(x),
         lowerHinge = f[2], upperHinge = f[4]), if (length(x) > 1) skew2(x))
}
comparison <- function(x, g, welch = TRUE) {
  keep <- !is.na(x) & !is.na(g); x <- x[keep]; g <- factor(g[keep], unique(g[keep]))
  a <- anova(lm(x ~ g)); ss <- a[["Sum Sq"]]; ms <- a[["Mean Sq"]]; w <- if (welch) oneway.test(x ~ g); k <- kruskal.test(x, g)
  z <- abs(x - ave(x, g, FUN = median)); b <- anova(lm(z ~ g))
  test <- function(statistic, df, p) list(statistic = statistic, degreesOfFreedom = I(unname(df)), p = p)
  pairs <- combn(levels(g), 2, simplify = FALSE)
  hedges <- lapply(pairs, function(p) {
    x1 <- x[g == p[1]]; x2 <- x[g == p[2]]; a <- length(x1); b <- length(x2); m <- a + b - 2
    ss <- function(v) sum((v - mean(v))^2)
    d <- (mean(x1) - mean(x2)) / sqrt((ss(x1) + ss(x2)) / m); v <- j(m) * d
    half <- qnorm(0.975) * sqrt(1 / a + 1 / b + v^2 / (2 * (a + b)))
    list(name = paste0(p[1], " − ", p[2]), d = d, value = v, lower = v - half, upper = v + half)
  })
  r <- rank(x); size <- table(g); total <- length(x); m <- tapply(r, g, mean)
  dunn <- sapply(pairs, function(p) 2 * pnorm(-abs((m[p[1]] - m[p[2]]) / sqrt(var(r) * sum(1 / size[p])))))
  list(groups = lapply(split(x, g), groupFigures), tests = c(
         list(ANOVA = test(a[["F value"]][1], a[["Df"]], a[["Pr(>F)"]][1])),
         if (welch) list(Welch = test(w$statistic, w$parameter, w$p.value)),
         list(`Kruskal–Wallis` = test(k$statistic, k$parameter, k$p.value),
              `Brown–Forsythe (equal spread)` = test(b[["F value"]][1], b[["Df"]], b[["Pr(>F)"]][1]))),
       eta = ss[1] / sum(ss), omega = (ss[1] - a[["Df"]][1] * ms[2]) / (sum(ss) + ms[2]),
       epsilon = k$statistic / (total - 1), hedges = hedges, dunn = p.adjust(dunn, "holm"))
}
out$bySector <- comparison(data$strain, data$sector, welch = FALSE)
out$withoutOnes <- comparison(data$strain[data$sector != "Community"], data$sector[data$sector != "Community"])
out$byTeam <- comparison(data$strain, data$team)
two <- split(data$strain, factor(data$team, c("North", "South")))
out$student <- tFigures(t.test(two$North, two$South, var.equal = TRUE), mean(two$North, na.rm = TRUE) - mean(two$South, na.rm = TRUE))
out$welch <- tFigures(t.test(two$North, two$South), mean(two$North, na.rm = TRUE) - mean(two$South, na.rm = TRUE))

# --- answers by group ------------------------------------------------------------------------------------------------
# R solves for the odds ratio to 1e-4 only (uniroot's default), so its own equations are solved here to 1e-15.
oddsRatio <- function(x, level = 0.95) {
  m <- sum(x[, 1]); n <- sum(x[, 2]); k <- sum(x[1, ]); q <- x[1, 1]; support <- max(0, k - n):min(k, m)
  logdc <- dhyper(support, m, n, k, log = TRUE)
  d <- function(b) { v <- logdc + b * support; v <- exp(v - max(v)); v / sum(v) }
  solve <- function(f) exp(uniroot(f, c(-60, 60), tol = 1e-15, maxiter = 5000)$root)
  tail <- (1 - level) / 2
  list(oddsRatio = solve(function(b) sum(support * d(b)) - q), lower = solve(function(b) sum(d(b)[support >= q]) - tail),
       upper = solve(function(b) sum(d(b)[support <= q]) - tail))
}
crossTable <- function(rows, columns, rowLevels, columnLevels) {
  t <- table(factor(rows, rowLevels), factor(columns, columnLevels)); n <- sum(t); plain <- chisq.test(t, correct = FALSE)
  r <- nrow(t); c <- ncol(t); v <- plain$statistic / n
  phi <- max(0, v - (r - 1) * (c - 1) / (n - 1)); rt <- r - (r - 1)^2 / (n - 1); ct <- c - (c - 1)^2 / (n - 1)
  shares <- lapply(seq_len(r), function(i) lapply(seq_len(c), function(k) {
    p <- prop.test(t[i, k], sum(t[i, ]), correct = FALSE)
    list(count = t[i, k], share = p$estimate, lower = p$conf.int[1], upper = p$conf.int[2], expected = plain$expected[i, k])
  }))
  square <- r == 2 && c == 2
  list(cells = shares, statistic = plain$statistic, degreesOfFreedom = plain$parameter, p = plain$p.value,
       smallestExpected = min(plain$expected), expectedBelowFive = sum(plain$expected < 5),
       correctedStatistic = if (square) chisq.test(t)$statistic, correctedP = if (square) chisq.test(t)$p.value,
       cramersV = sqrt(v / min(r - 1, c - 1)), biasCorrectedV = sqrt(phi / (min(rt, ct) - 1)), fisher = fisher.test(t)$p.value,
       odds = if (square) oddsRatio(t))
}
first <- function(x) unique(x[!is.na(x)])
out$answerBySector <- crossTable(data$sector, data$answer, first(data$sector), c("never", "sometimes", "often"))
out$leftByTeam <- crossTable(data$team, data$left, first(data$team), first(data$left))

# --- correlations ----------------------------------------------------------------------------------------------------
correlations <- function(names) {
  x <- na.omit(data[names]); n <- nrow(x); pairs <- combn(names, 2, simplify = FALSE); z <- qnorm(0.975)
  figures <- lapply(c(pearson = "pearson", spearman = "spearman", kendall = "kendall"), function(method) {
    f <- lapply(pairs, function(p) {
      t <- cor.test(x[[p[1]]], x[[p[2]]], method = method); r <- t$estimate
      se <- switch(method, pearson = 1 / sqrt(n - 3), spearman = sqrt((1 + r^2 / 2) / (n - 3)), kendall = sqrt(0.437 / (n - 4)))
      ci <- if (method == "pearson") t$conf.int else tanh(atanh(r) + c(-z, z) * se)
      list(estimate = r, lower = ci[1], upper = ci[2], p = t$p.value)
    })
    adjusted <- p.adjust(sapply(f, `[[`, "p"), "holm")
    Map(function(figure, holm) c(figure, holm = holm), f, adjusted)
  })
  c(list(n = n), figures)
}
out$one <- correlations(c("strain", "hours"))
out$several <- correlations(c("strain", "hours", "ties", "later"))

# --- the same people twice -------------------------------------------------------------------------------------------
both <- na.omit(data[c("strain", "later")]); x <- both$strain; y <- both$later; m <- length(x)
r <- cor(x, y); g <- j(m - 1) * (mean(y) - mean(x)) / sd(x); half <- qnorm(0.975) * sqrt(2 * (1 - r) / m + g^2 / (2 * m))
side <- function(v) list(mean = mean(v), sd = sd(v), lower = t.test(v)$conf.int[1], upper = t.test(v)$conf.int[2])
change <- function(sd, reliability) {
  sem <- sd * sqrt(1 - reliability); index <- (y - x) / (sqrt(2) * sem)
  list(standardErrorOfMeasurement = sem, threshold = 1.96 * sqrt(2) * sem, rose = sum(index > 1.96), fell = sum(index < -1.96),
       unchanged = sum(abs(index) <= 1.96))
}
out$paired <- list(
  n = m, before = side(x), after = side(y), correlation = r, test = tFigures(t.test(y, x, paired = TRUE), mean(y - x)),
  dz = mean(y - x) / sd(y - x), change = list(value = g, lower = g - half, upper = g + half),
  ownSD = change(sd(x), 0.8), statedSD = change(0.8, 0.9))

# --- against a norm --------------------------------------------------------------------------------------------------
x <- data$strain[!is.na(data$strain)]; M <- 3.1; S <- 0.95
out$norm <- c(list(n = length(x), mean = mean(x), sd = sd(x), lower = t.test(x)$conf.int[1], upper = t.test(x)$conf.int[2]), list(
  test = tFigures(t.test(x, mu = M), mean(x) - M, M), d = (mean(x) - M) / sd(x), z = (mean(x) - M) / S,
  tScore = 50 + 10 * (mean(x) - M) / S, percentile = 100 * pnorm((mean(x) - M) / S)))

out$madeBy <- "make-compare.R"; out$R <- R.version.string
plain <- function(v) if (is.list(v) && !inherits(v, "AsIs")) lapply(Filter(Negate(is.null), v), plain) else unname(v)
writeLines(toJSON(plain(out), digits = I(17), auto_unbox = TRUE, na = "null", pretty = TRUE), "compare.json")
