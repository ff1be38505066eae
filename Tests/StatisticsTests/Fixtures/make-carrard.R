# What R says about the Carrard et al. (2022) data (../shared/data/carrard2022.csv, CC BY 4.0): Rscript make-carrard.R FILE
# (in this folder). Only results are written, no data; R's Tukey p-values are good to about 1e-8.
suppressMessages(library(jsonlite))
d <- read.csv(commandArgs(TRUE)[1])
g <- factor(d$year)
group <- function(x) {
  a <- anova(lm(x ~ g)); w <- oneway.test(x ~ g); k <- kruskal.test(x, g); z <- abs(x - ave(x, g, FUN = median))
  b <- anova(lm(z ~ g)); t <- TukeyHSD(aov(x ~ g))$g
  list(mean = mean(x), sd = sd(x), fivenum = fivenum(x), quartiles = unname(quantile(x, c(0.1, 0.25, 0.9))),
       squares = a[["Sum Sq"]], F = a[["F value"]][1], pValue = a[["Pr(>F)"]][1], welch = unname(c(w$statistic, w$parameter[2], w$p.value)),
       kruskal = unname(c(k$statistic, k$p.value)), brownForsythe = c(b[["F value"]][1], b[["Pr(>F)"]][1]),
       tukeyDifference = unname(t[, "diff"]), tukeyLower = unname(t[, "lwr"]), tukeyUpper = unname(t[, "upr"]), tukeyPByR = unname(t[, "p adj"]))
}
both <- function(x, y) lapply(c(pearson = "pearson", spearman = "spearman", kendall = "kendall"), function(m) {
  t <- suppressWarnings(cor.test(x, y, method = m)); c(unname(t$estimate), t$p.value) })
two <- t.test(mbi_ex ~ sex, d[d$sex < 3, ]); table <- table(d$sex[d$sex < 3], d$year[d$sex < 3]); chi <- chisq.test(table)
items <- as.matrix(d[, c("mbi_ex", "mbi_cy", "mbi_ea")]); items[, 3] <- 36 - items[, 3]; v <- cov(items)
cases <- list(
  ex = group(d$mbi_ex), cy = group(d$mbi_cy), ea = group(d$mbi_ea), cesd = group(d$cesd), stai = group(d$stai_t), jspe = group(d$jspe),
  correlation = both(d$mbi_ex, d$cesd),
  sexWelch = list(statistic = unname(two$statistic), df = unname(two$parameter), pValue = two$p.value, interval = c(two$conf.int)),
  sexByYear = list(statistic = unname(chi$statistic), df = unname(chi$parameter), pValue = chi$p.value),
  depressed = list(count = sum(d$cesd >= 16), interval = c(prop.test(sum(d$cesd >= 16), nrow(d), correct = FALSE)$conf.int)),
  alpha = list(alpha = 1.5 * (1 - sum(diag(v)) / sum(v))))
writeLines(toJSON(list(madeBy = unbox("make-carrard.R"), R = unbox(R.version.string), results = cases), digits = I(17)), "carrard.json")
