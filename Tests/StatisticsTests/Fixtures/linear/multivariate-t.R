# Simultaneous tails by mvtnorm: random correlations of four to six values (Genz and Bretz, to 3e-5), and of three (TVPACK). Rscript multivariate-t.R writes multivariate-t-by-r.json.
library(mvtnorm); library(jsonlite); set.seed(5)
out <- list()
for (d in c(4, 6)) for (nu in c(6, 25)) for (both in c(TRUE,FALSE)) {
  a <- matrix(rnorm(d*(d+2)), d); r <- round(cov2cor(a %*% t(a)), 3); diag(r) <- 1; b <- round(runif(1, 1.5, 3), 2)
  p <- 1 - as.numeric(pmvt(lower = rep(if (both) -b else -Inf, d), upper = rep(b, d), df = nu, corr = r, algorithm = GenzBretz(maxpts = 3e5, abseps = 3e-5)))
  out[[length(out)+1]] <- list(correlation = r, degreesOfFreedom = nu, bound = b, both = both, survival = p)
}
for (i in 1:8) { r <- diag(3); v <- round(runif(3, -.6, .7), 2); r[1,2]<-r[2,1]<-v[1]; r[1,3]<-r[3,1]<-v[2]; r[2,3]<-r[3,2]<-v[3]; if (min(eigen(r)$values) < .05) next
  nu <- c(4, 15)[1 + i %% 2]; b <- round(runif(1, 1, 3), 2)
  p <- 1 - as.numeric(pmvt(lower = rep(-Inf, 3), upper = rep(b, 3), df = nu, corr = r, algorithm = TVPACK(1e-13)))
  out[[length(out)+1]] <- list(correlation = r, degreesOfFreedom = nu, bound = b, both = FALSE, survival = p)
}
writeLines(toJSON(list(madeBy = "multivariate-t.R", R = R.version.string, mvtnorm = as.character(packageVersion("mvtnorm")), tolerance = "5e-5 absolute for more than three values, 1e-8 for three", cases = out), digits = I(15), auto_unbox = TRUE), "multivariate-t-by-r.json")
