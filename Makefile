# Thin on purpose: every target is a few `uv run ...` lines, and README shows them for people without make.
# `.ci/uv` is uv, fetched into .uv/ where the machine has none.

HOST ?= 127.0.0.1
PORT ?= 8000

UV = sh .ci/uv
RUN = $(UV) run --frozen
SERVE = $(UV) run --frozen --no-default-groups

# A process for each core and one more, since browsers and other programs are often waited for; a file's tests stay
# together, and those that take long, the browser's, come first.
AT_ONCE = --numprocesses $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --dist loadfile --no-loadscope-reorder

# The tests by which pure functions and the rule of what is public are covered whole. To measure that takes the others
# twice their time: `make coverage` does.
WHOLE = tests/episodes/formats tests/episodes/test_publishing.py

# Like a public installation, whatever .env and the environment say.
PRODUCTION = env DEBUG=false HTTPS=true ALLOWED_HOSTS=podcast.example MAIL_HOST=smtp.podcast.example DATABASE_URL=sqlite:///:memory: \
  SECRET_KEY=for-checks-only-it-signs-nothing-0123456789-abcdefghijklmnopqrstuvwxyz

unexport VIRTUAL_ENV DJANGO_SETTINGS_MODULE DATABASE_URL

.PHONY: help demo test test-postgres coverage check format screenshots sweep

help:
	@echo "make demo     fill a database with invented shows and serve them (PORT=$(PORT), HOST=$(HOST))"
	@echo "make test     run all tests"
	@echo "make test-postgres   run the tests that ask the database on PostgreSQL"
	@echo "make check    run the linters, the type checker and Django's own checks"
	@echo "make coverage   run all tests and say which lines none of them runs"
	@echo "make screenshots   take pictures of every public page into docs/screenshots"
	@echo "make sweep    look at every public page in every width, colour and size of letters, and ask axe"
	@echo "make format   put code and templates in shape"

demo:
	@$(SERVE) python -m podcast_site.first_run --host "$(HOST)" --port "$(PORT)" --site-name "Net Loft Radio"
	@$(SERVE) python manage.py migrate --verbosity 0
	@$(SERVE) python manage.py collectstatic --no-input --verbosity 0
	@$(SERVE) python manage.py demo --at "http://$(subst 0.0.0.0,127.0.0.1,$(HOST)):$(PORT)"
	@$(SERVE) gunicorn podcast_site.wsgi --bind "$(HOST):$(PORT)" \
	  --worker-class gthread --workers 2 --threads 32 --log-level error & site=$$!; \
	$(SERVE) python manage.py tick --every 10 --verbosity 0 & tick=$$!; \
	trap 'kill $$site $$tick 2>/dev/null; wait' INT TERM EXIT; wait $$site

test:
	$(RUN) pytest $(AT_ONCE) --cov --cov-report= --cov-fail-under 0 --no-skips $(WHOLE)
	$(RUN) coverage report --include "episodes/formats/*,episodes/publishing.py" --fail-under 100
	browser=$$(sh .ci/browser) && marks=$$(sh .ci/clients) && \
	  CHROMIUM="$$browser" $(RUN) pytest $(AT_ONCE) --no-skips -m "$$marks" $(addprefix --ignore ,$(WHOLE))

coverage:
	browser=$$(sh .ci/browser) && marks=$$(sh .ci/clients) && \
	  CHROMIUM="$$browser" $(RUN) pytest $(AT_ONCE) --cov --cov-report= --no-skips -m "$$marks"
	$(RUN) coverage report

# Without those that ask no database or bring one along, and those that drive a browser or other programs.
test-postgres:
	sh .ci/postgres $(RUN) pytest $(AT_ONCE) --no-skips -m "not browser and not clients and not sqlite and not apart"

check:
	$(UV) lock --check --default-index https://pypi.org/simple
	$(RUN) ruff check
	$(RUN) ruff format --check
	find templates -name "*.html" -exec $(RUN) djade --check --target-version 6.1 {} +
	$(PRODUCTION) $(RUN) mypy
	$(RUN) lint-imports
	$(PRODUCTION) $(RUN) python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(RUN) python manage.py catalogues --check
	$(PRODUCTION) $(RUN) python manage.py check --deploy --fail-level WARNING
	folder=$$(mktemp -d) && $(PRODUCTION) STATIC_ROOT="$$folder" \
	  $(RUN) python manage.py collectstatic --no-input --verbosity 0; \
	  status=$$?; rm -rf "$$folder"; exit $$status

screenshots:
	browser=$$(sh .ci/browser) && CHROMIUM="$$browser" $(RUN) pytest --numprocesses 0 -q tests/browser/screenshots.py

sweep:
	browser=$$(sh .ci/browser) && CHROMIUM="$$browser" $(RUN) pytest --numprocesses 0 -q tests/browser/sweep.py

format:
	$(RUN) ruff check --fix
	$(RUN) ruff format
	find templates -name "*.html" -exec $(RUN) djade --target-version 6.1 {} +
