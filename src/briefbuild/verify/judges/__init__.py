"""Independent validators: other people's programs, each asked about finished files in one shape.

Each module runs one: `lacking` names the packages that it can't run without, `verdicts_on` gives
its verdicts. None of them is needed to build. `briefbuild.verify.confirm` is the table of them.
"""
