# A small invented data file of times until leaving and what R's survival says about it: Rscript make-survival.R (in this folder).
# Writes survival.csv and survival.json; `hearth survival` is held to 1e-9 of every figure. Needs survival and jsonlite.
suppressMessages({library(survival); library(jsonlite)})
set.seed(20260719)

n <- 150
data <- data.frame(
  sector = sample(c("NHS", "Third sector", "Council"), n, TRUE, c(4, 5, 2)),
  team = sample(paste("Team", 1:12), n, TRUE),
  role = sample(c("Nurse", "Keyworker", "Peer"), n, TRUE),
  strain = round(rnorm(n, 3.2, 0.8), 1))
rate <- 0.03 * exp(0.5 * (data$strain - 3) + c(Nurse = 0, Keyworker = 0.3, Peer = -0.4)[data$role])
time <- rexp(n, rate); end <- runif(n, 6, 48)
# Whole months, so that there are ties, also between leaving and the end of observation.
data$months <- ceiling(pmin(time, end))
data$left <- ifelse(time <= end, "yes", "no")
data$ended <- ifelse(data$left == "no", "still here", sample(c("resigned", "retired"), n, TRUE, c(3, 1)))
data$months[7] <- NA; data$left[11] <- NA; data$strain[20] <- NA
data$ended[11] <- NA
write.csv(data, "survival.csv", row.names = FALSE, na = "", quote = FALSE)
data <- read.csv("survival.csv", na.strings = "", stringsAsFactors = FALSE)
data$event <- data$left == "yes"

curve <- function(d, at = c(0, 6, 12, 24)) {
  f <- survfit(Surv(months, event) ~ 1, d, conf.type = "log-log"); q <- quantile(f, 0.5)
  s <- summary(f, times = at[at <= max(f$time)])
  # R has no interval until the first event; it is taken as closed at 1.
  certain <- s$surv == 1
  none <- function(v) lapply(v, function(x) if (is.na(x)) NULL else x)
  list(n = f$n, events = sum(f$n.event), lastTime = max(f$time),
       median = none(c(time = unname(q$quantile), lower = unname(q$lower), upper = unname(q$upper))),
       at = lapply(seq_along(s$time), function(i) list(
         time = s$time[i], atRisk = s$n.risk[i], survival = s$surv[i], standardError = s$std.err[i],
         lower = if (certain[i]) 1 else s$lower[i], upper = if (certain[i]) 1 else s$upper[i])),
       steps = lapply(seq_along(f$time), function(i) c(list(
         time = f$time[i], atRisk = f$n.risk[i], events = f$n.event[i], censored = f$n.censor[i], survival = f$surv[i]),
         if (f$surv[i] > 0 && f$surv[i] < 1) list(standardError = f$std.err[i] * f$surv[i], lower = f$lower[i], upper = f$upper[i]))))
}
curves <- function(d, by, ...) {
  g <- lapply(split(d, factor(d[[by]], sort(unique(d[[by]])))), curve)
  for (i in seq_along(g)) g[[i]]$expected <- NULL
  test <- survdiff(reformulate(c(by, ...), quote(Surv(months, event))), d)
  expected <- if (is.matrix(test$exp)) rowSums(test$exp) else test$exp
  for (i in seq_along(g)) g[[i]]$expected <- expected[[i]]
  df <- length(g) - 1
  list(groups = unname(Map(function(label, figures) c(list(label = label), figures), names(g), g)),
       logRank = list(statistic = test$chisq, degreesOfFreedom = df, p = pchisq(test$chisq, df, lower.tail = FALSE)))
}
known <- function(d, ...) d[complete.cases(d[c("months", "left", ...)]), ]
out <- list()
out$everybody <- list(groups = list(curve(known(data))))
out$bySector <- curves(known(data, "sector"), "sector")
out$bySectorWithinRole <- curves(known(data, "sector", "role"), "sector", "strata(role)")
resigned <- known(data); resigned$event <- resigned$ended == "resigned"
out$resigned <- list(groups = list(curve(resigned)))

cox <- function(right, d, ..., terms, cluster = NULL) {
  control <- coxph.control(eps = 1e-14, toler.chol = 1e-16, iter.max = 100)
  d <- d[complete.cases(d[c("months", "left", all.vars(right))]), ]
  f <- update(right, Surv(months, event) ~ .)
  environment(f) <- environment()
  m <- if (is.null(cluster)) coxph(f, d, ties = "efron", control = control) else
    coxph(f, d, ties = "efron", control = control, cluster = d[[cluster]])
  b <- coef(m); se <- sqrt(diag(vcov(m))); z <- b / se; q <- qnorm(0.975)
  zph <- cox.zph(m, transform = "km")$table
  test <- function(row) list(statistic = row[["chisq"]], degreesOfFreedom = row[["df"]], p = row[["p"]])
  plain <- coxph(f, d, ties = "efron", control = control); s <- summary(plain)
  d$risk <- predict(plain, reference = "sample")
  c1 <- concordance(update(f, if (grepl("strata", deparse(right))) . ~ risk + strata(sector) else . ~ risk), data = d, reverse = TRUE)
  list(
    n = m$n, events = m$nevent,
    coefficients = unname(Map(function(name, b, se, z) list(
      name = name, estimate = b, standardError = se, statistic = z, p = 2 * pnorm(-abs(z)), lower = b - q * se, upper = b + q * se,
      hazardRatio = exp(b), hazardRatioLower = exp(b - q * se), hazardRatioUpper = exp(b + q * se)), names(b), b, se, z)),
    likelihoodRatio = list(statistic = s$logtest[["test"]], degreesOfFreedom = s$logtest[["df"]], p = pchisq(s$logtest[["test"]], s$logtest[["df"]], lower.tail = FALSE)),
    score = list(statistic = s$sctest[["test"]], degreesOfFreedom = s$sctest[["df"]], p = pchisq(s$sctest[["test"]], s$sctest[["df"]], lower.tail = FALSE)),
    terms = lapply(terms, function(term) {
      smaller <- coxph(update(f, paste(". ~ . -", term)), d, ties = "efron", control = control)
      x <- 2 * (plain$loglik[2] - tail(smaller$loglik, 1)); df <- length(coef(plain)) - length(coef(smaller))
      list(term = term, test = list(statistic = x, degreesOfFreedom = df, p = pchisq(x, df, lower.tail = FALSE)))
    }),
    proportionalHazards = list(
      all = test(as.data.frame(zph)["GLOBAL", ]),
      terms = lapply(terms, function(term) list(term = term, test = test(as.data.frame(zph)[term, ])))),
    concordance = list(index = unname(c1$concordance), concordant = sum(rbind(c1$count)[, "concordant"]),
                       discordant = sum(rbind(c1$count)[, "discordant"]), tied = sum(rbind(c1$count)[, "tied.x"])),
    logLikelihood = plain$loglik[2], nullLogLikelihood = plain$loglik[1], aic = AIC(plain), bic = BIC(plain))
}
# Words are held against the first in order, as the program does.
out$cox <- cox(~ role + strain, data, terms = c("role", "strain"))
out$coxByTeam <- cox(~ role + strain, known(data, "team"), terms = c("role", "strain"), cluster = "team")
out$coxWithinSector <- cox(~ role + strain + strata(sector), data, terms = c("role", "strain"))
data$role <- relevel(factor(data$role), "Peer")
out$coxAgainstPeer <- cox(~ role + strain, data, terms = c("role", "strain"))

out$madeBy <- "make-survival.R"; out$R <- R.version.string; out$survival <- as.character(packageVersion("survival"))
plain <- function(v) if (is.list(v)) lapply(Filter(Negate(is.null), v), plain) else unname(v)
writeLines(toJSON(plain(out), digits = I(17), auto_unbox = TRUE, na = "null"), "survival.json")
