"""Who may open and do what: a line for each address, each button and each action of the site.

A line is a method, the name of the address (its route, where it has no name), what is put into it, and with `+…` what
is sent (`sent` in the test). Then what six people see, of whom *here* has a role in the show that the line is about, and *there*
the same role in another show:

    yes      is let in; where something is sent, it happened
    nothing  is answered, and nothing happened
    no       is refused (403)
    404      is told that there is nothing there; the desk leads to its first page then
    405      is told that it is not asked like that
    in       is sent to the sign-in

`draft.pk` is an attribute of a row of `world` in `test_rights_table.py`, `'txt'` stands for itself, `@` for the address of a picture. A new view, action
or button gets its line here; what has no line for POST is expected to take none (405).
"""

TABLE = """
                                                                                     | nobody  | produc- | produc- | editor  | editor  | admini-
                                                                                     |         | er there| er here | there   | here    | strator
 --- The public site
 GET  episodes:home                                                                  | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:sitemap                                                               | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:llms_txt                                                              | yes     | yes     | yes     | yes     | yes     | yes
 GET  indexnow_key key='a-key'                                                       | 404     | 404     | 404     | 404     | 404     | 404
 GET  episodes:shows_opml                                                            | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:episode_search +?q                                                    | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:topic_list                                                            | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:topic_detail topic=topic.slug                                         | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:show_detail show=show.slug                                            | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:show_detail show=hidden.slug                                          | 404     | 404     | yes     | 404     | yes     | yes
 GET  episodes:feed show=show.slug                                                   | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:subscribe show=show.slug                                              | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:link_list show=show.slug                                              | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:subscribe_code show=show.slug                                         | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:show_ask show=show.slug                                               | yes     | yes     | yes     | yes     | yes     | yes
 POST episodes:show_ask show=show.slug +question                                     | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:show_ask show=other.slug                                              | 404     | 404     | 404     | 404     | 404     | 404
 GET  episodes:show_ask show=hidden.slug                                             | 404     | 404     | 404     | 404     | 404     | 404
 GET  episodes:episode_ask show=show.slug episode=public.slug                        | yes     | yes     | yes     | yes     | yes     | yes
 POST episodes:episode_ask show=show.slug episode=public.slug +question              | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:episode_ask show=show.slug episode=draft.slug                         | 404     | 404     | 404     | 404     | 404     | 404
 GET  episodes:show_theme show=show.slug                                             | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:show_stylesheet show=show.slug                                        | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:episode_detail show=show.slug episode=public.slug                     | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:episode_detail show=show.slug episode=draft.slug                      | 404     | 404     | yes     | 404     | yes     | yes
 GET  episodes:episode_detail show=show.slug episode=binned.slug                     | 404     | 404     | 404     | 404     | 404     | 404
 GET  episodes:social_image show=show.slug episode=public.slug digest='any'          | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:social_image show=show.slug episode=draft.slug digest='any'           | 404     | 404     | 404     | 404     | 404     | 404
 GET  guests:social_image person=person.slug digest='any'                            | yes     | yes     | yes     | yes     | yes     | yes
 GET  guests:social_image person=unheard.slug digest='any'                           | 404     | 404     | 404     | 404     | 404     | 404
 GET  episodes:episode_audio show=show.slug episode=draft.slug extension='mp3'       | 404     | 404     | yes     | 404     | yes     | yes
 GET  episodes:chapters_json show=show.slug episode=draft.slug                       | 404     | 404     | yes     | 404     | yes     | yes
 GET  episodes:chapters_vtt show=show.slug episode=draft.slug                        | 404     | 404     | yes     | 404     | yes     | yes
 GET  episodes:transcript show=show.slug episode=draft.slug extension='vtt'          | 404     | 404     | yes     | 404     | yes     | yes
 GET  episodes:embargo secret=link.token                                             | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:embargo secret='no-secret'                                            | 404     | 404     | 404     | 404     | 404     | 404
 GET  episodes:embargo_audio secret=link.token extension='mp3'                       | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:embargo_theme secret=link.token                                       | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:episode_embed show=show.slug episode=public.slug                      | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:episode_embed show=show.slug episode=draft.slug                       | 404     | 404     | 404     | 404     | 404     | 404
 GET  episodes:oembed +?public                                                       | yes     | yes     | yes     | yes     | yes     | yes
 GET  episodes:oembed +?draft                                                        | 404     | 404     | 404     | 404     | 404     | 404
 GET  guests:person_list                                                             | yes     | yes     | yes     | yes     | yes     | yes
 GET  guests:person_detail person=person.slug                                        | yes     | yes     | yes     | yes     | yes     | yes
 GET  healthz                                                                        | yes     | yes     | yes     | yes     | yes     | yes
 GET  manifest                                                                        | yes     | yes     | yes     | yes     | yes     | yes
 GET  offline                                                                         | yes     | yes     | yes     | yes     | yes     | yes
 GET  worker                                                                          | yes     | yes     | yes     | yes     | yes     | yes
 GET  robots                                                                         | yes     | yes     | yes     | yes     | yes     | yes
 GET  image @                                                                        | yes     | yes     | yes     | yes     | yes     | yes
 GET  rendition @                                                                    | yes     | yes     | yes     | yes     | yes     | yes
 GET  focused_rendition @                                                            | yes     | yes     | yes     | yes     | yes     | yes

 --- The desk itself
 GET  admin:index                                                                    | in      | yes     | yes     | yes     | yes     | yes
 POST admin:index                                                                    | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:login                                                                    | yes     | 404     | 404     | 404     | 404     | 404
 POST admin:login                                                                    | nothing | 404     | 404     | 404     | 404     | 404
 POST admin:logout                                                                   | 404     | nothing | nothing | nothing | nothing | nothing
 GET  admin:password_change                                                          | in      | yes     | yes     | yes     | yes     | yes
 POST admin:password_change +passwords                                               | in      | nothing | nothing | nothing | nothing | nothing
 GET  admin:password_change_done                                                     | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:jsi18n                                                                   | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:search +?s                                                               | in      | yes     | yes     | yes     | yes     | yes
 POST admin:search                                                                   | in      | nothing | nothing | nothing | nothing | nothing
 GET  admin:autocomplete +?person                                                    | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:autocomplete +?topic                                                     | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:autocomplete +?show                                                      | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:autocomplete +?account                                                   | in      | no      | no      | no      | no      | yes
 GET  admin:app_list app_label='episodes'                                            | in      | yes     | yes     | yes     | yes     | yes
 POST admin:app_list app_label='episodes'                                            | in      | nothing | nothing | nothing | nothing | nothing
 GET  admin:app_list app_label='guests'                                              | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:app_list app_label='auth'                                                | in      | 404     | 404     | 404     | 404     | yes
 GET  admin/(?P<url>.*)$ /admin/nowhere/                                             | in      | 404     | 404     | 404     | 404     | 404
 POST admin/(?P<url>.*)$ /admin/nowhere/                                             | in      | 404     | 404     | 404     | 404     | 404

 --- Signing in, and what everybody keeps of it; new passwords are asked for where there is a mail server
 GET  account_login                                                                  | yes     | 404     | 404     | 404     | 404     | 404
 POST account_login +sign-in                                                         | nothing | 404     | 404     | 404     | 404     | 404
 GET  mfa_authenticate                                                               | in      | 404     | 404     | 404     | 404     | 404
 POST mfa_authenticate +code                                                         | in      | 404     | 404     | 404     | 404     | 404
 GET  mfa_login_webauthn                                                             | in      | 404     | 404     | 404     | 404     | 404
 POST mfa_login_webauthn                                                             | in      | 404     | 404     | 404     | 404     | 404
 GET  admin_password_reset                                                           | 404     | 404     | 404     | 404     | 404     | 404
 POST admin_password_reset                                                           | 404     | 404     | 404     | 404     | 404     | 404
 GET  password_reset_done                                                            | 404     | 404     | 404     | 404     | 404     | 404
 POST password_reset_done                                                            | 404     | 404     | 404     | 404     | 404     | 404
 GET  password_reset_confirm uidb64='x' token='y'                                    | 404     | 404     | 404     | 404     | 404     | 404
 POST password_reset_confirm uidb64='x' token='y'                                    | 404     | 404     | 404     | 404     | 404     | 404
 GET  password_reset_complete                                                        | 404     | 404     | 404     | 404     | 404     | 404
 POST password_reset_complete                                                        | 404     | 404     | 404     | 404     | 404     | 404
 GET  mfa_index                                                                      | in      | yes     | yes     | yes     | yes     | yes
 GET  account_reauthenticate                                                         | in      | yes     | yes     | yes     | yes     | yes
 POST account_reauthenticate +code                                                   | in      | nothing | nothing | nothing | nothing | nothing
 GET  mfa_reauthenticate                                                             | in      | yes     | yes     | yes     | yes     | yes
 POST mfa_reauthenticate +code                                                       | in      | nothing | nothing | nothing | nothing | nothing
 GET  mfa_reauthenticate_webauthn                                                    | in      | yes     | yes     | yes     | yes     | yes
 POST mfa_reauthenticate_webauthn +code                                              | in      | nothing | nothing | nothing | nothing | nothing
 GET  mfa_activate_totp                                                              | in      | yes     | yes     | yes     | yes     | yes
 POST mfa_activate_totp +code                                                        | in      | nothing | nothing | nothing | nothing | nothing
 GET  mfa_deactivate_totp                                                            | in      | 404     | 404     | 404     | 404     | 404
 POST mfa_deactivate_totp                                                            | in      | 404     | 404     | 404     | 404     | 404
 GET  mfa_add_webauthn                                                               | in      | yes     | yes     | yes     | yes     | yes
 POST mfa_add_webauthn +code                                                         | in      | nothing | nothing | nothing | nothing | nothing
 GET  mfa_view_recovery_codes                                                        | in      | 404     | 404     | 404     | 404     | 404
 GET  mfa_generate_recovery_codes                                                    | in      | yes     | yes     | yes     | yes     | yes
 POST mfa_generate_recovery_codes +code                                              | in      | nothing | nothing | nothing | nothing | nothing
 GET  mfa_download_recovery_codes                                                    | in      | 404     | 404     | 404     | 404     | 404
 POST mfa_download_recovery_codes                                                    | in      | 404     | 404     | 404     | 404     | 404
 GET  usersessions_list                                                              | in      | yes     | yes     | yes     | yes     | yes
 POST usersessions_list +others                                                      | in      | nothing | nothing | nothing | nothing | nothing
 GET  mfa_edit_webauthn pk='9'                                                       | in      | yes     | yes     | yes     | yes     | yes
 POST mfa_edit_webauthn pk='9' +code                                                 | in      | nothing | nothing | nothing | nothing | nothing
 GET  mfa_remove_webauthn pk='9'                                                     | in      | yes     | yes     | yes     | yes     | yes
 POST mfa_remove_webauthn pk='9' +code                                               | in      | nothing | nothing | nothing | nothing | nothing

 GET  my_mail                                                                        | in      | yes     | yes     | yes     | yes     | yes
 POST my_mail +mail                                                                  | in      | yes     | yes     | yes     | yes     | yes
 GET  my_mail_off token='nobody-s'                                                   | 404     | 404     | 404     | 404     | 404     | 404
 POST my_mail_off token='nobody-s'                                                   | 404     | 404     | 404     | 404     | 404     | 404
 POST my_mail_off token=off                                                          | yes     | yes     | yes     | yes     | yes     | yes

 --- What the forms ask while they are filled in
 POST markdownx_upload +picture                                                      | no      | nothing | nothing | nothing | nothing | nothing
 POST markdownx_markdownify +text                                                    | no      | nothing | nothing | nothing | nothing | nothing
 POST link_look_up +address                                                          | no      | yes     | yes     | yes     | yes     | yes
 GET  dead_links                                                                     | in      | yes     | yes     | yes     | yes     | yes
 POST link_list +text                                                                | no      | nothing | nothing | nothing | nothing | nothing
 POST admin:episodes_episode_paste_text +text                                        | in      | nothing | nothing | nothing | nothing | nothing
 POST admin:episodes_episode_unsaved +open                                           | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_episode_unsaved +open-new                                       | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_episode_readiness +open                                         | in      | 404     | nothing | 404     | nothing | nothing
 GET  admin:episodes_episode_uploads                                                 | in      | yes     | yes     | yes     | yes     | yes
 POST admin:episodes_episode_uploads +upload                                         | in      | yes     | yes     | yes     | yes     | yes
 POST admin:episodes_episode_uploads +upload-of                                      | in      | no      | yes     | no      | yes     | yes
 GET  admin:episodes_episode_upload token=upload.token                               | in      | 404     | 404     | 404     | yes     | 404
 POST admin:episodes_episode_upload token=upload.token                               | in      | 404     | 404     | 404     | 405     | 404
 DELETE admin:episodes_episode_upload token=upload.token                             | in      | 404     | 404     | 404     | yes     | 404
 GET  uploaded_audio token=upload.token                                              | in      | 404     | 404     | 404     | 404     | 404
 GET  uploaded_audio token=heard.token +its-file                                     | in      | 404     | 404     | 404     | yes     | 404

 --- What listeners ask
 GET  admin:episodes_question_changelist                                             | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:episodes_question_change object_id=question.pk                           | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_question_change object_id=question.pk +step-spam                | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_question_change object_id=question.pk +step-take                | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_question_changelist +action set_aside question                  | in      | nothing | yes     | nothing | yes     | yes
 POST admin:episodes_question_changelist +action delete_selected question            | in      | nothing | yes     | nothing | yes     | yes
 GET  admin:episodes_question_delete object_id=question.pk                           | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_question_delete object_id=question.pk +sure                     | in      | 404     | yes     | 404     | yes     | yes
 GET  admin:episodes_question_add                                                    | in      | no      | no      | no      | no      | no
 GET  admin:episodes_question_history object_id=question.pk                          | in      | 404     | yes     | 404     | yes     | yes
 GET  admin/episodes/question/<path:object_id>/ object_id=question.pk                | in      | yes     | yes     | yes     | yes     | yes

 --- Episodes
 GET  admin:episodes_episode_changelist                                              | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:episodes_episode_changelist +?of-show                                    | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:episodes_episode_changelist +?q                                          | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:episodes_episode_add                                                     | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:episodes_episode_add +?of-show                                           | in      | no      | yes     | no      | yes     | yes
 POST admin:episodes_episode_add +typed                                              | in      | no      | yes     | no      | yes     | yes
 GET  admin:episodes_episode_change object_id=draft.pk                               | in      | 404     | yes     | 404     | yes     | yes
 GET  admin:episodes_episode_change object_id=binned.pk                              | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_episode_change object_id=draft.pk +changed                      | in      | 404     | yes     | 404     | yes     | yes
 GET  admin/episodes/episode/<path:object_id>/ object_id=draft.pk                    | in      | yes     | yes     | yes     | yes     | yes
 POST admin/episodes/episode/<path:object_id>/ object_id=draft.pk                    | in      | nothing | nothing | nothing | nothing | nothing
 GET  admin:episodes_episode_history object_id=draft.pk                              | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_episode_history object_id=draft.pk                              | in      | 404     | nothing | 404     | nothing | nothing
 POST admin:episodes_episode_restore pk=draft.pk version=version.pk                  | in      | 404     | yes     | 404     | yes     | yes
 GET  admin:episodes_episode_delete object_id=draft.pk                               | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_episode_delete object_id=draft.pk +sure                         | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_episode_delete object_id=review.pk +sure                        | in      | 404     | no      | 404     | yes     | yes
 POST admin:episodes_episode_delete object_id=public.pk +sure                        | in      | 404     | no      | 404     | no      | no
 GET  admin:episodes_episode_bin                                                     | in      | yes     | yes     | yes     | yes     | yes
 POST admin:episodes_episode_bin                                                     | in      | nothing | nothing | nothing | nothing | nothing
 POST admin:episodes_episode_put_back pk=binned.pk                                   | in      | 404     | yes     | 404     | yes     | yes
 GET  admin:episodes_episode_paste                                                   | in      | yes     | yes     | yes     | yes     | yes
 POST admin:episodes_episode_paste +paste                                            | in      | nothing | yes     | nothing | yes     | yes
 GET  admin:episodes_episode_notes key=draft.pk                                      | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_episode_notes key=draft.pk                                      | in      | 404     | nothing | 404     | nothing | nothing
 GET  admin:episodes_episode_transcript episode=draft.pk pk=transcript.pk extension='vtt'| in      | 404     | yes     | 404     | yes     | yes
 GET  chapter_file pk=draft.pk form='txt'                                            | 404     | 404     | yes     | 404     | yes     | yes
 GET  episode_preview pk=draft.pk                                                    | in      | 404     | yes     | 404     | yes     | yes
 POST episode_preview pk=draft.pk +changed                                           | in      | 404     | nothing | 404     | nothing | nothing
 POST episode_preview_new +typed                                                     | in      | no      | nothing | no      | nothing | nothing
 POST admin:episodes_episode_comment pk=draft.pk +text                               | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_episode_comment_remove pk=draft.pk comment=comment.pk           | in      | 404     | no      | 404     | yes     | no

 POST admin:episodes_episode_preview_link pk=draft.pk +link                          | in      | 404     | no      | 404     | yes     | yes
 POST admin:episodes_episode_preview_link_revoke pk=draft.pk link=link.pk            | in      | 404     | no      | 404     | yes     | yes

 --- The steps of an episode: the buttons of its form
 POST admin:episodes_episode_change object_id=draft.pk +step _submit                 | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_episode_change object_id=review.pk +step _take_back             | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_episode_change object_id=review.pk +step _ask                   | in      | 404     | no      | 404     | yes     | yes
 POST admin:episodes_episode_change object_id=review.pk +step _approve               | in      | 404     | no      | 404     | yes     | yes
 POST admin:episodes_episode_change object_id=public.pk +step _withdraw              | in      | 404     | no      | 404     | yes     | yes
 POST admin:episodes_episode_change object_id=withdrawn.pk +step _revive             | in      | 404     | no      | 404     | yes     | yes
 POST admin:episodes_episode_change object_id=draft.pk +step _duplicate              | in      | 404     | yes     | 404     | yes     | yes

 --- The actions of the lists
 POST admin:episodes_episode_changelist +action submit_chosen draft                  | in      | nothing | yes     | nothing | yes     | yes
 POST admin:episodes_episode_changelist +action approve_chosen review                | in      | nothing | nothing | nothing | yes     | yes
 POST admin:episodes_episode_changelist +action withdraw_chosen public               | in      | nothing | nothing | nothing | yes     | yes
 POST admin:episodes_episode_changelist +action duplicate_chosen draft               | in      | nothing | yes     | nothing | yes     | yes
 POST admin:episodes_episode_changelist +action delete_selected draft                | in      | nothing | yes     | nothing | yes     | yes
 POST admin:episodes_show_changelist +action delete_selected hidden                  | in      | nothing | nothing | nothing | nothing | yes
 POST admin:episodes_topic_changelist +action delete_selected unused                 | in      | nothing | nothing | yes     | yes     | yes
 POST admin:episodes_topic_changelist +action delete_selected topic                  | in      | nothing | nothing | no      | yes     | yes
 POST admin:guests_person_changelist +action delete_selected unheard                 | in      | nothing | nothing | yes     | yes     | yes
 POST admin:auth_user_changelist +action delete_selected account                     | in      | no      | no      | no      | no      | yes
 POST admin:auth_group_changelist +action delete_selected group                      | in      | no      | no      | no      | no      | yes

 --- The calendar
 GET  desk_calendar                                                                  | in      | yes     | yes     | yes     | yes     | yes
 GET  desk_calendar_now view='agenda'                                                | in      | yes     | yes     | yes     | yes     | yes
 GET  desk_calendar_view view='month' day='2026-12-01'                               | in      | yes     | yes     | yes     | yes     | yes
 GET  desk_calendar_holidays                                                         | in      | yes     | yes     | yes     | yes     | yes
 POST desk_calendar_holidays +holidays                                               | in      | no      | no      | nothing | yes     | yes
 POST desk_calendar_holidays +holidays-of-all                                        | in      | no      | no      | nothing | nothing | yes
 POST desk_calendar_holiday_delete pk=holiday.pk                                     | in      | no      | no      | no      | yes     | yes
 GET  desk_calendar_address                                                          | in      | yes     | yes     | yes     | yes     | yes
 POST desk_calendar_address                                                          | in      | yes     | yes     | yes     | yes     | yes
 GET  desk_calendar_lay_out                                                          | in      | no      | no      | yes     | yes     | yes
 POST desk_calendar_lay_out +row                                                     | in      | no      | no      | nothing | yes     | yes
 GET  desk_calendar_move pk=scheduled.pk                                             | in      | 404     | no      | 404     | yes     | yes
 POST desk_calendar_move pk=scheduled.pk +move                                       | in      | 404     | no      | 404     | yes     | yes
 POST desk_calendar_undo pk=change.pk                                                | in      | 404     | no      | 404     | yes     | nothing
 POST desk_seen                                                                      | in      | yes     | yes     | yes     | yes     | yes
 GET  schedule_feed secret='nobody-s'                                                | 404     | 404     | 404     | 404     | 404     | 404

 --- Shows
 GET  admin:episodes_show_changelist                                                 | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:episodes_show_add                                                        | in      | no      | no      | no      | no      | yes
 POST admin:episodes_show_add +new-show                                              | in      | no      | no      | no      | no      | yes
 GET  admin:episodes_show_change object_id=show.pk                                   | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_show_change object_id=show.pk +show                             | in      | 404     | no      | 404     | yes     | yes
 GET  admin/episodes/show/<path:object_id>/ object_id=show.pk                        | in      | yes     | yes     | yes     | yes     | yes
 POST admin/episodes/show/<path:object_id>/ object_id=show.pk                        | in      | nothing | nothing | nothing | nothing | nothing
 GET  admin:episodes_show_history object_id=show.pk                                  | in      | 404     | yes     | 404     | yes     | yes
 POST admin:episodes_show_history object_id=show.pk                                  | in      | 404     | nothing | 404     | nothing | nothing
 GET  admin:episodes_show_delete object_id=hidden.pk                                 | in      | no      | no      | no      | no      | yes
 POST admin:episodes_show_delete object_id=hidden.pk +sure                           | in      | no      | no      | no      | no      | yes
 GET  show_former_host pk=show.pk                                                    | in      | 404     | no      | 404     | yes     | yes
 POST show_former_host pk=show.pk +follow                                            | in      | 404     | no      | 404     | yes     | yes
 GET  show_import                                                                    | in      | no      | no      | yes     | yes     | yes
 POST show_import +feed-into-show                                                    | in      | no      | no      | nothing | yes     | yes
 POST show_import +feed                                                              | in      | no      | no      | nothing | nothing | yes
 GET  import_run pk=run.pk                                                           | in      | no      | no      | 404     | yes     | yes
 POST import_run pk=run.pk +import-step                                              | in      | no      | no      | 404     | yes     | yes
 GET  show_take_away pk=show.pk                                                      | in      | 404     | no      | 404     | yes     | yes
 GET  show_archive pk=show.pk                                                        | in      | 404     | no      | 404     | yes     | yes

 --- People and topics, which all shows share
 GET  admin:guests_person_changelist                                                 | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:guests_person_add                                                        | in      | yes     | yes     | yes     | yes     | yes
 POST admin:guests_person_add +named                                                 | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:guests_person_change object_id=person.pk                                 | in      | yes     | yes     | yes     | yes     | yes
 POST admin:guests_person_change object_id=person.pk +named                          | in      | yes     | yes     | yes     | yes     | yes
 GET  admin/guests/person/<path:object_id>/ object_id=person.pk                      | in      | yes     | yes     | yes     | yes     | yes
 POST admin/guests/person/<path:object_id>/ object_id=person.pk                      | in      | nothing | nothing | nothing | nothing | nothing
 GET  admin:guests_person_history object_id=person.pk                                | in      | yes     | yes     | yes     | yes     | yes
 POST admin:guests_person_history object_id=person.pk                                | in      | nothing | nothing | nothing | nothing | nothing
 GET  start_here pk=show.pk                                                          | in      | 404     | no      | 404     | yes     | yes
 POST start_here pk=show.pk +pick                                                    | in      | 404     | no      | 404     | yes     | yes
 GET  person_merge pk=person.pk                                                      | in      | no      | no      | yes     | yes     | yes
 POST person_merge pk=unheard.pk +other                                               | in      | no      | no      | nothing | yes     | yes
 GET  admin:guests_person_delete object_id=person.pk                                 | in      | no      | no      | yes     | yes     | yes
 POST admin:guests_person_delete object_id=unheard.pk +sure                          | in      | no      | no      | yes     | yes     | yes
 GET  admin:episodes_topic_changelist                                                | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:episodes_topic_add                                                       | in      | yes     | yes     | yes     | yes     | yes
 POST admin:episodes_topic_add +named                                                | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:episodes_topic_change object_id=topic.pk                                 | in      | yes     | yes     | yes     | yes     | yes
 POST admin:episodes_topic_change object_id=topic.pk +named                          | in      | yes     | yes     | yes     | yes     | yes
 GET  admin/episodes/topic/<path:object_id>/ object_id=topic.pk                      | in      | yes     | yes     | yes     | yes     | yes
 POST admin/episodes/topic/<path:object_id>/ object_id=topic.pk                      | in      | nothing | nothing | nothing | nothing | nothing
 GET  admin:episodes_topic_history object_id=topic.pk                                | in      | yes     | yes     | yes     | yes     | yes
 POST admin:episodes_topic_history object_id=topic.pk                                | in      | nothing | nothing | nothing | nothing | nothing
 GET  admin:episodes_topic_delete object_id=topic.pk                                 | in      | no      | no      | no      | yes     | yes
 POST admin:episodes_topic_delete object_id=unused.pk +sure                          | in      | no      | no      | yes     | yes     | yes

 --- Old addresses, which all shows share
 GET  admin:guests_redirect_changelist                                               | in      | no      | no      | yes     | yes     | yes
 GET  admin:guests_redirect_add                                                      | in      | no      | no      | yes     | yes     | yes
 POST admin:guests_redirect_add +former                                              | in      | no      | no      | yes     | yes     | yes
 GET  admin:guests_redirect_change object_id=redirect.pk                             | in      | no      | no      | yes     | yes     | yes
 POST admin:guests_redirect_change object_id=redirect.pk +former                     | in      | no      | no      | yes     | yes     | yes
 GET  admin/guests/redirect/<path:object_id>/ object_id=redirect.pk                  | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:guests_redirect_history object_id=redirect.pk                            | in      | no      | no      | yes     | yes     | yes
 GET  admin:guests_redirect_delete object_id=redirect.pk                             | in      | no      | no      | yes     | yes     | yes
 POST admin:guests_redirect_delete object_id=redirect.pk +sure                       | in      | no      | no      | yes     | yes     | yes
 GET  admin:guests_redirect_import                                                   | in      | no      | no      | yes     | yes     | yes
 POST admin:guests_redirect_import +list                                             | in      | no      | no      | yes     | yes     | yes
 POST admin:guests_redirect_changelist +action delete_selected redirect              | in      | no      | no      | yes     | yes     | yes
 GET  admin:guests_missedaddress_changelist                                          | in      | no      | no      | yes     | yes     | yes
 POST admin:guests_missedaddress_changelist +action delete_selected missed           | in      | no      | no      | yes     | yes     | yes
 GET  admin:guests_missedaddress_delete object_id=missed.pk                          | in      | no      | no      | yes     | yes     | yes
 POST admin:guests_missedaddress_delete object_id=missed.pk +sure                    | in      | no      | no      | yes     | yes     | yes
 GET  admin:guests_missedaddress_add                                                 | in      | no      | no      | no      | no      | no
 GET  admin:guests_missedaddress_change object_id=missed.pk                          | in      | no      | no      | yes     | yes     | yes
 GET  admin/guests/missedaddress/<path:object_id>/ object_id=missed.pk               | in      | yes     | yes     | yes     | yes     | yes
 GET  admin:guests_missedaddress_history object_id=missed.pk                         | in      | no      | no      | yes     | yes     | yes

 --- Accounts
 GET  admin:auth_user_changelist                                                     | in      | no      | no      | no      | no      | yes
 GET  admin:auth_user_add                                                            | in      | no      | no      | no      | no      | yes
 POST admin:auth_user_add +account                                                   | in      | no      | no      | no      | no      | yes
 GET  admin:auth_user_change object_id=account.pk                                    | in      | no      | no      | no      | no      | yes
 POST admin:auth_user_change object_id=account.pk +account                           | in      | no      | no      | no      | no      | yes
 GET  admin/auth/user/<path:object_id>/ object_id=account.pk                         | in      | yes     | yes     | yes     | yes     | yes
 POST admin/auth/user/<path:object_id>/ object_id=account.pk                         | in      | nothing | nothing | nothing | nothing | nothing
 GET  admin:auth_user_history object_id=account.pk                                   | in      | no      | no      | no      | no      | yes
 POST admin:auth_user_history object_id=account.pk                                   | in      | no      | no      | no      | no      | nothing
 GET  admin:auth_user_delete object_id=account.pk                                    | in      | no      | no      | no      | no      | yes
 POST admin:auth_user_delete object_id=account.pk +sure                              | in      | no      | no      | no      | no      | yes
 GET  admin:auth_user_password_change id=account.pk                                  | in      | no      | no      | no      | no      | yes
 POST admin:auth_user_password_change id=account.pk +passwords                       | in      | no      | no      | no      | no      | yes
 GET  admin:auth_group_changelist                                                    | in      | no      | no      | no      | no      | yes
 GET  admin:auth_group_add                                                           | in      | no      | no      | no      | no      | yes
 POST admin:auth_group_add +named                                                    | in      | no      | no      | no      | no      | yes
 GET  admin:auth_group_change object_id=group.pk                                     | in      | no      | no      | no      | no      | yes
 POST admin:auth_group_change object_id=group.pk +named                              | in      | no      | no      | no      | no      | yes
 GET  admin/auth/group/<path:object_id>/ object_id=group.pk                          | in      | yes     | yes     | yes     | yes     | yes
 POST admin/auth/group/<path:object_id>/ object_id=group.pk                          | in      | nothing | nothing | nothing | nothing | nothing
 GET  admin:auth_group_history object_id=group.pk                                    | in      | no      | no      | no      | no      | yes
 POST admin:auth_group_history object_id=group.pk                                    | in      | no      | no      | no      | no      | nothing
 GET  admin:auth_group_delete object_id=group.pk                                     | in      | no      | no      | no      | no      | yes
 POST admin:auth_group_delete object_id=group.pk +sure                               | in      | no      | no      | no      | no      | yes
 GET  admin:auth_user_lost_factor object_id=account.pk                               | in      | no      | no      | no      | no      | yes
 POST admin:auth_user_lost_factor object_id=account.pk                               | in      | no      | no      | no      | no      | nothing

 --- The audit log, which is read and never written by hand
 GET  admin:podcast_site_auditentry_changelist                                       | in      | no      | no      | no      | no      | yes
 POST admin:podcast_site_auditentry_change object_id=entry.pk +sure                  | in      | no      | no      | no      | no      | no
 POST admin:podcast_site_auditentry_changelist                                       | in      | no      | no      | no      | no      | nothing
 GET  admin:podcast_site_auditentry_add                                              | in      | no      | no      | no      | no      | no
 POST admin:podcast_site_auditentry_add +sure                                        | in      | no      | no      | no      | no      | no
 GET  admin:podcast_site_auditentry_change object_id=entry.pk                        | in      | no      | no      | no      | no      | yes
 GET  admin/podcast_site/auditentry/<path:object_id>/ object_id=entry.pk             | in      | yes     | yes     | yes     | yes     | yes
 POST admin/podcast_site/auditentry/<path:object_id>/ object_id=entry.pk             | in      | nothing | nothing | nothing | nothing | nothing
 GET  admin:podcast_site_auditentry_history object_id=entry.pk                       | in      | no      | no      | no      | no      | yes
 POST admin:podcast_site_auditentry_history object_id=entry.pk                       | in      | no      | no      | no      | no      | nothing
 GET  admin:podcast_site_auditentry_delete object_id=entry.pk                        | in      | no      | no      | no      | no      | no
 POST admin:podcast_site_auditentry_delete object_id=entry.pk +sure                  | in      | no      | no      | no      | no      | no
"""
