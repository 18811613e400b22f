# What to do with webarch, in the order in which one does it: `make` lists it.
# Every recipe runs from this folder and quotes what it expands, so a path with a space does no harm.

SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.NOTPARALLEL:
.DEFAULT_GOAL := help

# The breakdown is whole at full alone: at quick there is no time for a fixed rate.
export SCALE ?= $(if $(filter overhead,$(MAKECMDGOALS)),full,quick)

# What measures or shows something runs in the virtual machine of the Vagrantfile where that is up; WHERE=vm|here decides.
movable := smoke kick-the-tires test soak preflight reproduce experiment overhead figures notebooks verify report paper
movable := $(filter $(movable),$(MAKECMDGOALS))
where := $(if $(movable),$(shell harness/box/where $(WHERE)),here)
ifeq ($(where),vm)
.PHONY: $(MAKECMDGOALS)
$(firstword $(MAKECMDGOALS)):
	@harness/box/vm $(MAKECMDGOALS) WHERE=here $(foreach name,SCALE PLAN PLANS DATA E A B SKIP KERNEL IJAVA_ZIP,$(if $($(name)),$(name)='$($(name))'))
$(wordlist 2,99,$(MAKECMDGOALS)): | $(firstword $(MAKECMDGOALS))
else ifneq ($(where),here)
$(error WHERE=$(WHERE) is neither vm nor here)
else

# Debian's Maven is older than the JDK, which would warn on every run, and it colours files and pipes too.
# A build is too short for the optimising compiler to earn what it takes.
export MAVEN_OPTS := -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow -Djansi.noreset=true $(MAVEN_OPTS)
MAVEN := JAVA_HOME=$$(./setup.sh --find-jdk) && export JAVA_HOME && mvn -B -ntp -Dstyle.color=never

JARS := servers/target/webarch-servers.jar harness/target/webarch-harness.jar \
	notebooks/target/webarch-analysis.jar notebooks/kernel/target/webarch-kernel.jar
# Folders too: a file that was added or removed shows in the time of its folder.
SOURCES := $(shell find pom.xml servers harness notebooks \( -name target -o -path '*/src/test' \) -prune \
	-o \( -name pom.xml -o -path '*/src/main*' \) -print)

began := $(shell date +%s)
# Ends a recipe with the time since make was started.
took = echo "$@: done in $$(($$(date +%s) - $(began))) s"

# Prints a line every 20 s while the rest of the recipe is at work and has nothing to say.
patience = (n=0; while sleep 1 >/dev/null 2>&1; do n=$$((n + 1)); [ $$((n % 20)) -ne 0 ] || echo "$(1) ($$n s)"; done) & \
	beat=$$!; trap 'kill $$beat' EXIT

.PHONY: help
help: ## this list (at once)
	@LC_ALL=C sed -n 's/^\([a-z -]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r target text; do \
		printf 'make %-22s %s\n' "$$target" "$$text"; done

.PHONY: setup
setup: ## install what is missing, as root (3 min on a bare machine, else at once)
	@./setup.sh

.PHONY: build
build: setup $(JARS) ## compile (2 min the first time, 45 s later, at once when nothing changed)

$(JARS) &: $(SOURCES) | setup
	@echo "build: Maven with the JDK in $$(./setup.sh --find-jdk); the first build also fetches its libraries"
	@$(call patience,build: still at work); $(MAVEN) -q -Dmaven.test.skip=true package
	@touch $(JARS)
	@servers/archive

.PHONY: test
test: setup ## everything that checks the project and needs no quiet machine (5 min)
	@./setup.sh --tests
	@mkdir -p .work && touch .work/tests-began
	@$(MAVEN) -q -Dmaven.test.skip=true -pl servers -am package
	@$(MAVEN) -T 1C verify
	@.ci/test-scripts >.work/test-scripts.log 2>&1 & scripts=$$!; \
	notebooks/kernel/check || failed=1; \
	wait $$scripts || failed=1; \
	cat .work/test-scripts.log; \
	[ -z "$${failed:-}" ]
	@find . -path '*/surefire-reports/*.txt' -newer .work/tests-began -exec cat {} + \
		| awk -F '[:,]' '/^Tests run/ { run += $$2; bad += $$4 + $$6; skipped += $$8 } \
			END { printf "tests: %d passed, %d failed, %d skipped\n", run - bad - skipped, bad, skipped; exit run == 0 }'
	@$(took)

# These measure, so what else the machine does can fail one; it has a second chance, and is told as a flake.
.PHONY: test-long
test-long: build ## the longer tests: paired and interrupted campaigns, slow disks, comparing commands and other tools, on servers as small as can be (5 min)
	@$(MAVEN) test-compile surefire:test@default-test -pl servers/linux,servers,harness \
		-Dtest.tags=long -Dtest.tags.excluded= -Dsurefire.rerunFailingTestsCount=1
	@$(took)

.PHONY: test-browser
test-browser: build ## the notebooks in headless Chromium: every figure seen, every parameter changed; invented data (10 min)
	@./setup.sh --notebooks --browser
	@$(MAVEN) -q -DskipTests -pl notebooks -am test-compile
	@notebooks/browser/check
	@$(took)

.PHONY: soak
soak: setup ## the long runs: memory, idle connections, fuzzing; results in data/SOAK.md (about 35 min on two CPUs as planned, 15 of them fuzzing; SOAK_… as in servers/soak)
	@JAVA_HOME=$$(./setup.sh --find-jdk) servers/soak
	@$(took)

# What follows the runs of a campaign: figures, one page.
define evaluate
./webarch figures "$$campaign"; \
./webarch summary "$$campaign"
endef

# Notebooks executed into a folder of campaigns, or into the one campaign that they show. Each start of a kernel takes seconds.
define execute_notebooks
notebooks/kernel/install; \
notebooks/execute $(1) --out "$(2)/notebooks" --data "$(2)"
endef

PLAN ?= smoke
.PHONY: smoke kick-the-tires
smoke kick-the-tires: build ## every server on a small workload, CSVs, notebooks, figures (5 min, then 3)
	@campaign=data/campaigns/$$(date -u +%Y%m%dT%H%M%SZ)-$(basename $(notdir $(PLAN)))-smoke; \
	./webarch run $(PLAN) --scale smoke --out "$$campaign"; \
	$(evaluate); \
	$(call execute_notebooks,notebooks/00-tour.ipynb notebooks/01-throughput.ipynb,$$campaign); \
	status=0; ./webarch verify "$$campaign" || status=$$?; \
	harness/artifact/anonymous "$$campaign"; \
	echo "$@: results in $$campaign"; \
	exit $$status
	@$(took)

# What is asked of the machine before anything is fetched, and how long it will take; SKIP="overhead disk" leaves plans out,
# PLANS="throughput peers" runs these alone.
plans = $(filter-out $(SKIP),$(if $(E),$(shell harness/artifact/experiment $(E)),$(if $(PLANS),$(PLANS),$(all_plans))))
# What most is concluded from comes first, should there be no time for all.
first_plans := throughput best offered-load
all_plans = $(first_plans) $(filter-out smoke $(first_plans),$(patsubst harness/plans/%.yaml,%,$(wildcard harness/plans/*.yaml)))
.PHONY: preflight
preflight: check-scale ## whether this machine has what reproduce needs at SCALE (1 s)
	@harness/artifact/preflight "$$SCALE" $(plans) $(if $(with_paper),paper)

# A campaign of this target is found again by data/campaigns/PLAN-SCALE.reproduce, which holds the name of its folder:
# an interrupted campaign is resumed, a complete one left as it is. Without that file a new one is begun.
# A plan that this machine cannot carry out says so, and leaves no campaign.
# It ends with a page and the paper over all campaigns, even where a claim of this artifact is contradicted, which is its exit status.
# SKIP=paper leaves LaTeX out; one experiment is no paper.
with_paper = $(if $(E)$(filter paper,$(SKIP)),,yes)
# Whether a file is newer than all that it is made of: campaigns, the shipped ones, claims, text and code.
is_newer = { [ -e $(1) ] && [ -z "$$(find data/campaigns data/reference paper notebooks -maxdepth 2 \
	\( -name '*s.csv' -o -name profile.csv -o -name elapsed.json -o -name '*.tex' -o -name references.bib -o -name webarch.sty \
	-o -name claims.yaml -o -name '*.ipynb' -o -name webarch-analysis.jar \) \
	! -path '*/verdicts/*' ! -path 'data/campaigns/notebooks/*' -newer $(1))" ]; }

.PHONY: reproduce
reproduce: preflight build ## all plans, notebooks, figures, claims, report.html, paper.pdf; resumes; SCALE=smoke (10 min), quick (default, 40 min), full (159 min), as planned
	@$(if $(with_paper),./setup.sh --paper)
	@harness/artifact/estimate "$$SCALE" $(plans)
	@mkdir -p data/campaigns; \
	for plan in $(plans); do \
		pointer=data/campaigns/$$plan-$$SCALE.reproduce; \
		if ! { [ -s "$$pointer" ] && [ -d "data/campaigns/$$(cat "$$pointer")" ]; }; then \
			echo "$$(date -u +%Y%m%dT%H%M%SZ)-$$plan-$$SCALE" >"$$pointer"; \
		fi; \
		campaign=data/campaigns/$$(cat "$$pointer"); \
		echo "reproduce: $$campaign"; \
		harness/artifact/carry-out "$$plan" "$$SCALE" "$$campaign"; \
		[ -e "$$campaign/manifest.json" ] || { rm "$$pointer"; continue; }; \
		measured=$$(ls "$$campaign/runs.csv" "$$campaign/servers.csv" 2>/dev/null | head -n 1); \
		[ -n "$$measured" ] || continue; \
		shown="$$campaign/figures/.complete"; \
		[ "$$shown" -nt "$$measured" ] || { \
			{ $(evaluate); } || echo "$@: nothing of $$plan can be shown; the plans that follow are carried out" >&2; \
			mkdir -p "$$(dirname "$$shown")"; touch "$$shown"; \
		}; \
	done; \
	if command -v strace >/dev/null && [ ! -e data/campaigns/syscalls/syscalls.csv ]; then \
		./webarch bench syscalls --out data/campaigns/syscalls || echo "$@: system calls were not counted" >&2; \
	fi; \
	if command -v wrk >/dev/null && command -v httperf >/dev/null && [ ! -e data/campaigns/agreement/agreement.csv ]; then \
		./webarch bench agreement --rounds 3 --seconds 2 --out data/campaigns/agreement \
			|| echo "$@: not all load generators agree; notebook 07 has the table" >&2; \
	fi; \
	executed=data/campaigns/notebooks/.complete; \
	$(call is_newer,"$$executed") || { $(call execute_notebooks,notebooks/*.ipynb,data/campaigns); touch "$$executed"; }; \
	status=0; ./webarch verify data/campaigns || status=$$?; \
	report=data/campaigns/report.html; \
	$(call is_newer,"$$report") || { ./webarch report data/campaigns; touch "$$report"; }; \
	echo "$@: $$report"; \
	$(if $(with_paper),paper=data/campaigns/paper.pdf; \
	$(call is_newer,"$$paper") || { paper/build data/campaigns; touch "$$paper"; }; \
	echo "$@: $$paper";) \
	harness/artifact/anonymous data/campaigns || status=1; \
	exit $$status
	@$(took)

.PHONY: experiment
experiment: $(if $(E),reproduce,check-experiment) ## one experiment of ARTIFACT.md, with its figures: E=E3 (as long as that page says)

.PHONY: check-experiment
check-experiment:
	@$(error which experiment? ARTIFACT.md lists them; as in: make experiment E=E1)

# A campaign with its tables and figures; begun anew, or, with DATA=campaign, resumed.
.PHONY: overhead
overhead: check-scale build ## where the CPU time goes: profiles, counts, memory, figures; SCALE=smoke (8 min), quick (10 min, the peak alone), full (default, 50 min, as planned); DATA=campaign
	@./setup.sh --peers
	@campaign=$${DATA:-data/campaigns/$$(date -u +%Y%m%dT%H%M%SZ)-overhead-$$SCALE}; \
	./webarch run overhead --scale "$$SCALE" --out "$$campaign"; \
	./webarch profile "$$campaign"; \
	connections=100,1000; \
	hard=$$(ulimit -Hn); \
	if [ "$$hard" = unlimited ] || [ "$$hard" -ge 10200 ]; then connections=$$connections,10000; \
	else echo "$@: 10000 connections need more descriptors than $$hard"; fi; \
	[ -e "$$campaign/memory.csv" ] || ./webarch bench memory --connections "$$connections" --warmup 8s --out "$$campaign"; \
	./webarch figures "$$campaign"; \
	more=$$campaign-cpus; \
	./webarch run overhead-cpus --scale "$$SCALE" --out "$$more"; \
	if [ -e "$$more/runs.csv" ]; then ./webarch profile "$$more"; ./webarch figures "$$more"; \
	else echo "$@: more than one CPU: not shown"; more=; fi; \
	harness/artifact/anonymous "$$campaign" $${more:+"$$more"}; \
	echo "$@: results in $$campaign"
	@$(took)

.PHONY: check-scale
check-scale:
	@$(if $(or $(if $(E),$(plans),any)),:,$(error E=$(E) is no experiment of ARTIFACT.md))
	@$(if $(filter smoke quick full,$(SCALE)),:,$(error SCALE=$(SCALE) is none of smoke, quick, full))

.PHONY: figures
figures: build ## figures again; DATA=a campaign or a folder of them, default data/campaigns, else the shipped ones (1 min)
	@./webarch figures $${DATA:+"$$DATA"}

.PHONY: verify
verify: build ## the claims against the data; ends with 1 if one of the artifact is contradicted; DATA as above (10 s)
	@./webarch verify $${DATA:+"$$DATA"}

.PHONY: report
report: build ## one page over all campaigns, the shipped ones beside them: report.html; DATA as above (1 min)
	@./webarch report $${DATA:+"$$DATA"}

.PHONY: paper
paper: build ## the paper, its numbers and figures made of the campaigns: paper.pdf; installs LaTeX; DATA as above (1 min)
	@./setup.sh --paper
	@paper/build $${DATA:+"$$DATA"}

.PHONY: notebooks
notebooks: build ## the notebooks, interactively; prints the URL, on this machine alone; DATA as above (until Ctrl-C)
	@./setup.sh --notebooks
	@notebooks/kernel/install
	@ip=127.0.0.1 port=8888; \
	if [ -r /etc/webarch-vm ]; then . /etc/webarch-vm; ip=0.0.0.0 port=$$notebook_port; \
	else echo "notebooks: from another machine, first: ssh -L $$port:127.0.0.1:$$port <this machine>"; fi; \
	[ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || no_browser=--no-browser; \
	[ "$$(id -u)" -ne 0 ] || as_root=--allow-root; \
	[ -z "$${DATA:-}" ] || WEBARCH_DATA=$$(cd "$$DATA" && pwd); \
	JUPYTER_TOKEN=$$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n'); \
	echo "notebooks: http://127.0.0.1:$$port/tree?token=$$JUPYTER_TOKEN"; \
	exec env JUPYTER_PATH="$$PWD/.work/jupyter" WEBARCH_DATA="$${WEBARCH_DATA:-}" JUPYTER_TOKEN="$$JUPYTER_TOKEN" \
		/usr/bin/jupyter notebook --log-level=WARN --ip=$$ip --port=$$port --port-retries=0 --notebook-dir=notebooks \
		$${no_browser:-} $${as_root:-}

.PHONY: format
format: setup ## format the Java code (30 s)
	@$(MAVEN) -q spotless:apply

.PHONY: clean
clean: ## remove what was built, never a campaign (at once)
	@rm -rf servers/target servers/linux/target harness/target notebooks/target notebooks/kernel/target

.PHONY: distclean
distclean: ## remove all that is not in the repository, campaigns too; lists it and asks (at once)
	@harness/artifact/distclean

.PHONY: dist
dist: build ## the archive for Zenodo, into .work/dist; WITH_DEPS=1 adds the Maven repository; installs LaTeX unless SKIP=paper (3 min)
	@$(if $(filter paper,$(SKIP)),,./setup.sh --paper)
	@JAVA_HOME=$$(./setup.sh --find-jdk) harness/artifact/dist $(if $(WITH_DEPS),--with-deps) $(if $(filter paper,$(SKIP)),--without-paper)
	@$(took)

.PHONY: audit
audit: setup ## known vulnerabilities of the libraries, as far as the database can be reached (10 min)
	@harness/artifact/audit

.PHONY: box
box: ## a box for Vagrant out of Debian packages, as root; ARCH=arm64, PROVISIONED=archive of `make dist WITH_DEPS=1` (10 min)
	@./setup.sh --box
	@harness/box/build $(if $(ARCH),--arch $(ARCH)) $(if $(PROVISIONED),--provisioned '$(PROVISIONED)')
	@$(took)

.PHONY: box-check
box-check: ## boots the boxes in QEMU, and the Vagrantfile with smoke in it; PROVISIONED=yes; nothing is measured (an hour without KVM)
	@harness/box/check $(if $(PROVISIONED),--provisioned)
	@$(took)
endif
