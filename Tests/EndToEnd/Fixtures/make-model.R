# An invented data file and what R says about models of it: Rscript make-model.R (in this folder).
# Writes model.csv and model.json; `hearth model` is held to 1e-9 of every figure (random effects: 1e-6). Needs jsonlite, emmeans, lme4.
suppressMessages({library(jsonlite); library(emmeans); library(lme4)})
set.seed(20261123)

services <- 6; teams <- 3; size <- 9
data <- expand.grid(member = 1:size, team = paste0("t", 1:teams), service = paste0("s", 1:services))[, c("service", "team")]
n <- nrow(data)
data$role <- sample(c("Lead", "Nurse", "Worker"), n, TRUE, c(1, 2, 3))
data$years <- round(rexp(n, 1 / 6), 1)
data$shifts <- sample(4:22, n, TRUE)
level <- rnorm(services, sd = 0.9)[factor(data$service)] + rnorm(services * teams, sd = 0.5)[interaction(data$service, data$team)]
data$strain <- round(3 + level + 0.12 * data$years - 0.006 * data$years^2 + 0.3 * (data$role == "Nurse") + rnorm(n, sd = 0.6), 2)
data$incidents <- rnbinom(n, size = 1.5, mu = data$shifts * exp(-2.4 + 0.35 * (data$role == "Nurse") + 0.1 * level))
data$left <- ifelse(runif(n) < plogis(-2 + 0.5 * (data$strain - 3)), "yes", "no")
write.csv(data, "model.csv", row.names = FALSE, quote = FALSE)
data <- read.csv("model.csv", stringsAsFactors = TRUE)

named <- function(names, rows) setNames(lapply(seq_len(nrow(rows)), function(i) as.list(rows[i, , drop = TRUE])), names)
out <- list(versions = list(R = R.version.string, emmeans = as.character(packageVersion("emmeans")), lme4 = as.character(packageVersion("lme4"))))

# One step more from where R stops, so that the errors belong to the last coefficients.
options(warn = -1)
last <- function(fit) { for (i in 1:3) fit <- update(fit, start = coef(fit), control = glm.control(epsilon = 1e-15, maxit = 2)); fit }

# A curve in years, and adjusted means at the mean of years.
fit <- lm(strain ~ role + years + I(years^2), data)
s <- summary(fit)$coefficients
out$curve <- list(
  coefficients = named(c("(Intercept)", "roleNurse", "roleWorker", "years", "years^2"), data.frame(estimate = s[, 1], standardError = s[, 2], p = s[, 4])),
  rSquared = summary(fit)$r.squared)
m <- emmeans(fit, "role")
t <- summary(m, infer = TRUE)
out$means <- named(as.character(t$role), data.frame(mean = t$emmean, standardError = t$SE, lower = t$lower.CL, upper = t$upper.CL))
t <- summary(pairs(m, reverse = TRUE), infer = TRUE)
out$pairs <- named(sub(" - ", " − ", t$contrast), data.frame(difference = t$estimate, standardError = t$SE, p = t$p.value, lower = t$lower.CL, upper = t$upper.CL))

# Incidents for each shift.
fit <- last(glm(incidents ~ role + years, poisson, data, offset = log(shifts)))
s <- summary(fit)$coefficients
out$rates <- named(rownames(s), data.frame(estimate = s[, 1], standardError = s[, 2], ratio = exp(s[, 1])))

# Average effects on the share that left, by the delta method.
fit <- last(glm(left ~ role + strain, binomial, data))
average <- function(b, change) {
  x <- model.matrix(~ role + strain, change(data, 1)); y <- model.matrix(~ role + strain, change(data, 0))
  mean(plogis(x %*% b) - plogis(y %*% b))
}
to <- function(level) function(d, on) { d$role <- factor(if (on) level else "Lead", levels(data$role)); d }
slope <- function(b) mean(dlogis(model.matrix(fit) %*% b)) * b["strain"]
effect <- function(f) {
  b <- coef(fit); e <- f(b)
  g <- sapply(seq_along(b), function(i) { h <- 1e-3; d <- function(h) { u <- b; u[i] <- u[i] + h; f(u) }
    (8 * (d(h) - d(-h)) - (d(2 * h) - d(-2 * h))) / (12 * h) })
  data.frame(estimate = unname(e), standardError = sqrt(drop(g %*% vcov(fit) %*% g)))
}
out$effects <- named(c("roleNurse", "roleWorker", "strain"), rbind(
  effect(function(b) average(b, to("Nurse"))), effect(function(b) average(b, to("Worker"))), effect(slope)))

# Teams within services: t1 of one service is not t1 of another.
fit <- lmer(strain ~ years + (1 | service/team), data, control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12)))
v <- as.data.frame(VarCorr(fit))
out$nested <- list(sd = setNames(as.list(v$sdcor), c("service:team", "service", "residual")), years = unname(fixef(fit)["years"]), logLik = as.numeric(logLik(fit)))

write_json(out, "model.json", auto_unbox = TRUE, digits = I(17), pretty = TRUE)
