; The installer for Windows (Inno Setup 6), for one person and without an administrator. Not run by us.
;
;   python packaging/release.py bundle      on Windows; runs this too where ISCC is on the path
;   ISCC /DVersion=0.1.0 packaging\windows\lowback-tray.iss

#ifndef Version
  #error Say which version: ISCC /DVersion=...
#endif
#define AppName "Lowback Tray"
#define AppUserModelId "io.github.lowback_tray"
#define RunKey "Software\Microsoft\Windows\CurrentVersion\Run"

[Setup]
AppId={{DEDF6EBF-F56A-548E-BF34-8A87D9AC5D34}
AppName={#AppName}
AppVersion={#Version}
AppVerName={#AppName} {#Version}
AppPublisher=The Lowback Tray developers
DefaultDirName={localappdata}\Programs\{#AppName}
DefaultGroupName={#AppName}
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=lowback-tray-{#Version}-setup
SetupIconFile=..\..\build\packaging\lowback-tray.ico
UninstallDisplayIcon={app}\lowback-tray.exe
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
; A program that runs is asked to end, and started again afterwards.
CloseApplications=yes
RestartApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ja"; MessagesFile: "compiler:Languages\Japanese.isl"

[CustomMessages]
en.Autostart=Start when I log in
ja.Autostart=ログイン時に起動する
en.Settings=Settings
ja.Settings=設定

[Tasks]
Name: "autostart"; Description: "{cm:Autostart}"; Flags: unchecked

[Files]
Source: "..\..\build\bundle\lowback-tray\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; Libraries of an earlier version that are not part of this one.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\{#AppName}"; Filename: "{app}\lowback-tray.exe"; AppUserModelID: "{#AppUserModelId}"
Name: "{group}\{cm:Settings}"; Filename: "{app}\lowback-tray.exe"; Parameters: "settings-window"

[Registry]
; The same value as the switch in the program writes (desktop/autostart/windows.py); it goes with it.
Root: HKCU; Subkey: "{#RunKey}"; ValueType: string; ValueName: "{#AppName}"; ValueData: """{app}\lowback-tray.exe"""; Tasks: autostart
Root: HKCU; Subkey: "{#RunKey}"; ValueType: none; ValueName: "{#AppName}"; Flags: uninsdeletevalue dontcreatekey

[Run]
Filename: "{app}\lowback-tray.exe"; Description: "{cm:LaunchProgram,{#AppName}}"; Flags: nowait postinstall skipifsilent

[UninstallRun]
Filename: "{app}\lowback-tray-cli.exe"; Parameters: "quit"; Flags: runhidden; RunOnceId: "Quit"
