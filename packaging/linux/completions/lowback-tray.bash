# Made by packaging/reference.py from the table of commands.

_lowback_tray() {
  local current=${COMP_WORDS[COMP_CWORD]} offers="" number
  local -a given=()
  for ((number = 1; number < COMP_CWORD; number++)); do
    [[ ${COMP_WORDS[number]} == -* ]] || given+=("${COMP_WORDS[number]}")
  done
  COMPREPLY=()
  if [[ $current == -* ]]; then
    case "${given[*]} " in
      'show '*) offers='--help' ;;
      'status '*) offers='--json --help' ;;
      'start '*) offers='--help' ;;
      'snooze '*) offers='--help' ;;
      'skip '*) offers='--help' ;;
      'later '*) offers='--help' ;;
      'skip-next '*) offers='--help' ;;
      'as-planned '*) offers='--help' ;;
      'change '*) offers='--help' ;;
      'done '*) offers='--help' ;;
      'standing '*) offers='--help' ;;
      'sitting '*) offers='--help' ;;
      'was '*) offers='--help' ;;
      'pause '*) offers='--help' ;;
      'resume '*) offers='--help' ;;
      'pause-window '*) offers='--help' ;;
      'quiet add '*) offers='--help' ;;
      'quiet list '*) offers='--help' ;;
      'quiet remove '*) offers='--help' ;;
      'feel '*) offers='--help' ;;
      'flare-up '*) offers='--end --help' ;;
      'exercised '*) offers='--help' ;;
      'history '*) offers='--days --json --help' ;;
      'why '*) offers='--json --help' ;;
      'preview '*) offers='--json --help' ;;
      'settings list '*) offers='--help' ;;
      'settings get '*) offers='--help' ;;
      'settings set '*) offers='--help' ;;
      'settings reset '*) offers='--help' ;;
      'settings path '*) offers='--help' ;;
      'setup list '*) offers='--json --help' ;;
      'setup use '*) offers='--help' ;;
      'setup save '*) offers='--help' ;;
      'setup when '*) offers='--help' ;;
      'setup remove '*) offers='--help' ;;
      'settings-window '*) offers='--help' ;;
      'why-window '*) offers='--help' ;;
      'diagnostics '*) offers='--help' ;;
      'about '*) offers='--help' ;;
      'self-check '*) offers='--help' ;;
      'library-window '*) offers='--help' ;;
      'history-window '*) offers='--help' ;;
      'warning-signs '*) offers='--help' ;;
      'library '*) offers='--json --help' ;;
      'doctor '*) offers='--json --help' ;;
      'listen '*) offers='--help' ;;
      'privacy '*) offers='--json --help' ;;
      'export '*) offers='--help' ;;
      'import '*) offers='--help' ;;
      'report '*) offers='--help' ;;
      'backups '*) offers='--json --help' ;;
      'restore '*) offers='--help' ;;
      'delete '*) offers='--yes --help' ;;
      'quit '*) offers='--help' ;;
      ' ') offers='--help --version' ;;
    esac
  else
    case "${given[*]}" in
      '') offers='show status start snooze skip later skip-next as-planned change done standing sitting was pause resume pause-window quiet feel flare-up exercised history why preview settings setup settings-window why-window diagnostics about self-check library-window history-window warning-signs library doctor listen privacy export import report backups restore delete quit' ;;
      'start') offers='stand-up posture-reset short posture_60_a posture_60_b posture_60_c posture_60_d hourly_stand_a hourly_stand_b hourly_stand_c hourly_stand_d morning_120 no_leave_90 hip_care_desk hip_care_mat core_desk core_mat core_mat_b mat_mobility post_workout evening_wind gentle_120 breathe_60' ;;
      'snooze') offers='5 10 15' ;;
      'later')  ;;
      'change')  ;;
      'was')  ;;
      'pause') offers='30 60 until-tomorrow' ;;
      'quiet') offers='add list remove' ;;
      'quiet add')  ;;
      'quiet remove')  ;;
      'feel') offers='ok heavy pain' ;;
      'preview')  ;;
      'settings') offers='list get set reset path' ;;
      'settings get') offers='stand_up.interval_min stand_up.at stand_up.length_s posture_reset.enabled posture_reset.after_min snooze.choices_min snooze.default_min snooze.limit stand_up.sit_back desk.stands standing.limit_min evening.enabled evening.time check_in.feeling away.after_min away.ask away.ignore_idle budget.enabled budget.hours quiet.times hours.enabled hours.monday hours.tuesday hours.wednesday hours.thursday hours.friday hours.saturday hours.sunday holds.call holds.screen_share holds.full_screen holds.do_not_disturb holds.presenting stand_up.form stand_up.pause_media holds.programs holds.ignored sound.on sound.prompt sound.steps voice.on sound.volume_percent window.position window.screen window.across_room appearance.reduced_motion profile.place profile.flags profile.wake_time profile.eases profile.context self_check.SC1 self_check.SC2 self_check.SC3 self_check.SC4 self_check.SC5 self_check.SC6 self_check.SC7 profile.checked_on profile.check_put_off_on profile.signs_ticked profile.consult_read content.hidden content.favourites language appearance.theme appearance.text_percent appearance.contrast appearance.accent tray.icon shortcuts.start shortcuts.pause shortcuts.today hooks.prompt hooks.start hooks.done setup.use first_run.done' ;;
      'settings set') offers='stand_up.interval_min stand_up.at stand_up.length_s posture_reset.enabled posture_reset.after_min snooze.choices_min snooze.default_min snooze.limit stand_up.sit_back desk.stands standing.limit_min evening.enabled evening.time check_in.feeling away.after_min away.ask away.ignore_idle budget.enabled budget.hours quiet.times hours.enabled hours.monday hours.tuesday hours.wednesday hours.thursday hours.friday hours.saturday hours.sunday holds.call holds.screen_share holds.full_screen holds.do_not_disturb holds.presenting stand_up.form stand_up.pause_media holds.programs holds.ignored sound.on sound.prompt sound.steps voice.on sound.volume_percent window.position window.screen window.across_room appearance.reduced_motion profile.place profile.flags profile.wake_time profile.eases profile.context self_check.SC1 self_check.SC2 self_check.SC3 self_check.SC4 self_check.SC5 self_check.SC6 self_check.SC7 profile.checked_on profile.check_put_off_on profile.signs_ticked profile.consult_read content.hidden content.favourites language appearance.theme appearance.text_percent appearance.contrast appearance.accent tray.icon shortcuts.start shortcuts.pause shortcuts.today hooks.prompt hooks.start hooks.done setup.use first_run.done' ;;
      'settings set stand_up.interval_min') offers='30 45 60' ;;
      'settings set stand_up.at')  ;;
      'settings set stand_up.length_s') offers='30 150 300' ;;
      'settings set posture_reset.enabled') offers='on off' ;;
      'settings set posture_reset.after_min') offers='20 30 45' ;;
      'settings set snooze.choices_min')  ;;
      'settings set snooze.default_min')  ;;
      'settings set snooze.limit')  ;;
      'settings set stand_up.sit_back') offers='on off' ;;
      'settings set desk.stands') offers='on off' ;;
      'settings set standing.limit_min') offers='30 40 45' ;;
      'settings set evening.enabled') offers='on off' ;;
      'settings set evening.time')  ;;
      'settings set check_in.feeling') offers='on off' ;;
      'settings set away.after_min')  ;;
      'settings set away.ask') offers='on off' ;;
      'settings set away.ignore_idle') offers='on off' ;;
      'settings set budget.enabled') offers='on off' ;;
      'settings set budget.hours') offers='6 8' ;;
      'settings set quiet.times')  ;;
      'settings set hours.enabled') offers='on off' ;;
      'settings set hours.monday')  ;;
      'settings set hours.tuesday')  ;;
      'settings set hours.wednesday')  ;;
      'settings set hours.thursday')  ;;
      'settings set hours.friday')  ;;
      'settings set hours.saturday')  ;;
      'settings set hours.sunday')  ;;
      'settings set holds.call') offers='on off' ;;
      'settings set holds.screen_share') offers='on off' ;;
      'settings set holds.full_screen') offers='on off' ;;
      'settings set holds.do_not_disturb') offers='on off' ;;
      'settings set holds.presenting') offers='on off' ;;
      'settings set stand_up.form') offers='window notification tray' ;;
      'settings set stand_up.pause_media') offers='on off' ;;
      'settings set holds.programs')  ;;
      'settings set holds.ignored')  ;;
      'settings set sound.on') offers='on off' ;;
      'settings set sound.prompt') offers='on off' ;;
      'settings set sound.steps') offers='on off' ;;
      'settings set voice.on') offers='on off' ;;
      'settings set sound.volume_percent') offers='20 40 70' ;;
      'settings set window.position') offers='near_tray centre' ;;
      'settings set window.screen') offers='active primary each' ;;
      'settings set window.across_room') offers='off standing always' ;;
      'settings set appearance.reduced_motion') offers='off on' ;;
      'settings set profile.place') offers='desk stand_space mat' ;;
      'settings set profile.flags') offers='leg_symptoms leg_symptoms_flexion leg_symptoms_extension osteoporosis spinal_fracture pregnant hip_replacement knee_pain wrist_pain neck_pain dizzy balance no_exercise balance_support' ;;
      'settings set profile.wake_time')  ;;
      'settings set profile.eases') offers='bend arch neither unknown' ;;
      'settings set profile.context') offers='skirt shoes quiet_office no_wall' ;;
      'settings set self_check.SC1') offers='yes sometimes no unknown' ;;
      'settings set self_check.SC2') offers='yes sometimes no unknown' ;;
      'settings set self_check.SC3') offers='yes sometimes no unknown' ;;
      'settings set self_check.SC4') offers='yes sometimes no unknown' ;;
      'settings set self_check.SC5') offers='yes sometimes no unknown' ;;
      'settings set self_check.SC6') offers='yes sometimes no unknown' ;;
      'settings set self_check.SC7') offers='yes sometimes no unknown' ;;
      'settings set profile.checked_on')  ;;
      'settings set profile.check_put_off_on')  ;;
      'settings set profile.signs_ticked')  ;;
      'settings set profile.consult_read')  ;;
      'settings set content.hidden')  ;;
      'settings set content.favourites')  ;;
      'settings set language') offers='system en ja' ;;
      'settings set appearance.theme') offers='system light dark' ;;
      'settings set appearance.text_percent') offers='100 125 150 200' ;;
      'settings set appearance.contrast') offers='system normal high' ;;
      'settings set appearance.accent') offers='own desktop' ;;
      'settings set tray.icon') offers='auto colour white black' ;;
      'settings set shortcuts.start')  ;;
      'settings set shortcuts.pause')  ;;
      'settings set shortcuts.today')  ;;
      'settings set hooks.prompt')  ;;
      'settings set hooks.start')  ;;
      'settings set hooks.done')  ;;
      'settings set setup.use')  ;;
      'settings set first_run.done') offers='on off' ;;
      'settings reset') offers='stand_up.interval_min stand_up.at stand_up.length_s posture_reset.enabled posture_reset.after_min snooze.choices_min snooze.default_min snooze.limit stand_up.sit_back desk.stands standing.limit_min evening.enabled evening.time check_in.feeling away.after_min away.ask away.ignore_idle budget.enabled budget.hours quiet.times hours.enabled hours.monday hours.tuesday hours.wednesday hours.thursday hours.friday hours.saturday hours.sunday holds.call holds.screen_share holds.full_screen holds.do_not_disturb holds.presenting stand_up.form stand_up.pause_media holds.programs holds.ignored sound.on sound.prompt sound.steps voice.on sound.volume_percent window.position window.screen window.across_room appearance.reduced_motion profile.place profile.flags profile.wake_time profile.eases profile.context self_check.SC1 self_check.SC2 self_check.SC3 self_check.SC4 self_check.SC5 self_check.SC6 self_check.SC7 profile.checked_on profile.check_put_off_on profile.signs_ticked profile.consult_read content.hidden content.favourites language appearance.theme appearance.text_percent appearance.contrast appearance.accent tray.icon shortcuts.start shortcuts.pause shortcuts.today hooks.prompt hooks.start hooks.done setup.use first_run.done' ;;
      'setup') offers='list use save when remove' ;;
      'setup use') offers='base auto' ;;
      'setup save')  ;;
      'setup when')  ;;
      'setup remove')  ;;
      'settings-window')  ;;
      'library') offers='check' ;;
      'library check') compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
      'export') compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
      'import') compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
      'report') compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
      'restore')  ;;
      'delete') offers='history profile settings backups all' ;;
    esac
  fi
  mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$offers" -- "$current")
}
complete -F _lowback_tray lowback-tray
