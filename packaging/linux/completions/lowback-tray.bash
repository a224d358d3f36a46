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
      'show '*|'start '*|'snooze '*|'skip '*|'later '*|'skip-next '*|'as-planned '*|'change '*|'done '*|'standing '*|'sitting '*|'was '*|'pause '*|'resume '*|'pause-window '*|'quiet add '*|'quiet list '*|'quiet remove '*|'feel '*|'exercised '*|'settings list '*|'settings get '*|'settings set '*|'settings reset '*|'settings path '*|'setup use '*|'setup save '*|'setup when '*|'setup remove '*|'settings-window '*|'why-window '*|'diagnostics '*|'about '*|'self-check '*|'library-window '*|'history-window '*|'warning-signs '*|'listen '*|'export '*|'import '*|'report '*|'restore '*|'quit '*) offers='--help' ;;
      'status '*|'why '*|'preview '*|'setup list '*|'library '*|'doctor '*|'privacy '*|'backups '*) offers='--json --help' ;;
      'flare-up '*) offers='--end --help' ;;
      'history '*) offers='--days --json --help' ;;
      'delete '*) offers='--yes --help' ;;
      ' ') offers='--help --version' ;;
    esac
  else
    case "${given[*]}" in
      '') offers='show status start snooze skip later skip-next as-planned change done standing sitting was pause resume pause-window quiet feel flare-up exercised history why preview settings setup settings-window why-window diagnostics about self-check library-window history-window warning-signs library doctor listen privacy export import report backups restore delete quit' ;;
      'start') offers='stand-up posture-reset short posture_60_a posture_60_b posture_60_c posture_60_d hourly_stand_a hourly_stand_b hourly_stand_c hourly_stand_d morning_120 no_leave_90 hip_care_desk hip_care_mat core_desk core_mat core_mat_b mat_mobility post_workout evening_wind gentle_120 breathe_60' ;;
      'snooze'|'later') offers='5 10 15' ;;
      'change') offers='longer pause times nothing' ;;
      'was') offers='stood walked sitting lying' ;;
      'pause') offers='30 60 until-tomorrow' ;;
      'quiet') offers='add list remove' ;;
      'quiet add') offers='daily monday tuesday wednesday thursday friday saturday sunday' ;;
      'feel') offers='ok heavy pain' ;;
      'settings') offers='list get set reset path' ;;
      'settings get'|'settings set'|'settings reset'|'settings-window') offers='stand_up.interval_min stand_up.at stand_up.length_s posture_reset.enabled posture_reset.after_min snooze.choices_min snooze.default_min snooze.limit stand_up.sit_back desk.stands standing.limit_min evening.enabled evening.time check_in.feeling away.after_min away.ask away.ignore_idle budget.enabled budget.hours quiet.times hours.enabled hours.monday hours.tuesday hours.wednesday hours.thursday hours.friday hours.saturday hours.sunday holds.call holds.screen_share holds.full_screen holds.do_not_disturb holds.presenting stand_up.form stand_up.pause_media holds.programs holds.ignored sound.on sound.prompt sound.steps voice.on sound.volume_percent window.position window.screen window.across_room appearance.reduced_motion profile.place profile.flags profile.wake_time profile.eases profile.context self_check.SC1 self_check.SC2 self_check.SC3 self_check.SC4 self_check.SC5 self_check.SC6 self_check.SC7 profile.checked_on profile.check_put_off_on profile.signs_ticked profile.consult_read content.hidden content.favourites language appearance.theme appearance.text_percent appearance.contrast appearance.accent tray.icon shortcuts.start shortcuts.pause shortcuts.today hooks.prompt hooks.start hooks.done setup.use first_run.done' ;;
      'settings set stand_up.interval_min') offers='30 45 60' ;;
      'settings set stand_up.length_s') offers='30 150 300' ;;
      'settings set posture_reset.enabled'|'settings set stand_up.sit_back'|'settings set desk.stands'|'settings set evening.enabled'|'settings set check_in.feeling'|'settings set away.ask'|'settings set away.ignore_idle'|'settings set budget.enabled'|'settings set hours.enabled'|'settings set holds.call'|'settings set holds.screen_share'|'settings set holds.full_screen'|'settings set holds.do_not_disturb'|'settings set holds.presenting'|'settings set stand_up.pause_media'|'settings set sound.on'|'settings set sound.prompt'|'settings set sound.steps'|'settings set voice.on'|'settings set first_run.done') offers='on off' ;;
      'settings set posture_reset.after_min') offers='20 30 45' ;;
      'settings set standing.limit_min') offers='30 40 45' ;;
      'settings set budget.hours') offers='6 8' ;;
      'settings set stand_up.form') offers='window notification tray' ;;
      'settings set sound.volume_percent') offers='20 40 70' ;;
      'settings set window.position') offers='near_tray centre' ;;
      'settings set window.screen') offers='active primary each' ;;
      'settings set window.across_room') offers='off standing always' ;;
      'settings set appearance.reduced_motion') offers='off on' ;;
      'settings set profile.place') offers='desk stand_space mat' ;;
      'settings set profile.flags') offers='leg_symptoms leg_symptoms_flexion leg_symptoms_extension osteoporosis spinal_fracture pregnant hip_replacement knee_pain wrist_pain neck_pain dizzy balance no_exercise balance_support' ;;
      'settings set profile.eases') offers='bend arch neither unknown' ;;
      'settings set profile.context') offers='skirt shoes quiet_office no_wall' ;;
      'settings set self_check.SC1'|'settings set self_check.SC2'|'settings set self_check.SC3'|'settings set self_check.SC4'|'settings set self_check.SC5'|'settings set self_check.SC6'|'settings set self_check.SC7') offers='yes sometimes no unknown' ;;
      'settings set language') offers='system en ja' ;;
      'settings set appearance.theme') offers='system light dark' ;;
      'settings set appearance.text_percent') offers='100 125 150 200' ;;
      'settings set appearance.contrast') offers='system normal high' ;;
      'settings set appearance.accent') offers='own desktop' ;;
      'settings set tray.icon') offers='auto colour white black' ;;
      'setup') offers='list use save when remove' ;;
      'setup use') offers='base auto' ;;
      'library') offers='check' ;;
      'library check') compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
      'export'|'import'|'report') compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
      'delete') offers='history profile settings backups all' ;;
    esac
  fi
  mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$offers" -- "$current")
}
complete -F _lowback_tray lowback-tray
