//! Configuration in answers: YAML, kubeconfig, .env, ini, connection strings, command lines, PEM,
//! and the files of package managers and clouds.

use crate::make::bed::Bed;
use crate::make::encode::{base64, json, percent, quoted};
use crate::make::token::{self, Shape};

const YAML: &str = "config: YAML";
const ENV: &str = "config: env and ini";
const CONNECTION: &str = "config: connection string";
const COMMAND: &str = "config: command line";
const PEM: &str = "config: PEM";
const TOOL: &str = "config: files of tools";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    yaml(bed);
    lines(bed);
    connections(bed);
    commands(bed);
    pem(bed);
    tools(bed);
    basic(bed);
    ampersands(bed);
}

/// Basic credentials where no format tells of a header; `{}` is the base64.
fn basic(bed: &mut Bed) {
    for pattern in [
        "location / { proxy_set_header Authorization \"Basic {}\"; }",
        "RequestHeader set Authorization \"Basic {}\"",
        "curl sends: authorization Basic {} and gets 200",
        "| Authorization | Basic {} |",
    ] {
        let password = bed.password(COMMAND, pattern);
        let line = pattern.replace("{}", &base64(format!("anna:{password}")));
        bed.answer("/conf", "text/plain", &line);
        let password = bed.password(COMMAND, format!("{pattern}, in base64"));
        let line = pattern.replace("{}", &base64(format!("anna:{password}")));
        let body = format!(r#"{{"file":"{}"}}"#, base64(line));
        bed.answer("/api/conf", "application/json", body);
    }
    for pattern in [
        "headers.set('Authorization', 'Basic ' + btoa(\"anna:{}\"));",
        "$headers = ['Authorization' => 'Basic ' . base64_encode('anna:{}')];",
    ] {
        let password = bed.secret(COMMAND, pattern, token::word_digits);
        bed.answer("/a.js", "text/javascript", pattern.replace("{}", &password));
    }
    let words = bed.keep(COMMAND, "words behind Basic", "Basic authentication is off".to_owned());
    bed.answer("/conf", "text/plain", format!("# {words}\n"));
}

/// Passwords with an ampersand in lines that are no form, and fields behind one that are.
fn ampersands(bed: &mut Bed) {
    for pattern in ["WARN login failed password={} ip=10.0.0.7", "retry with password: {} now"] {
        let odd: Shape = |random| format!("{}&3x!", token::word_digits(random));
        let password = bed.secret(ENV, pattern, odd);
        bed.answer("/log", "text/plain", pattern.replace("{}", &password));
        let password = bed.secret(ENV, format!("{pattern}, in JSON"), odd);
        let line = pattern.replace("{}", &password);
        bed.answer("/api/log", "application/json", format!(r#"{{"line":{}}}"#, quoted(&line)));
    }
    let (password, field) = (
        bed.secret(ENV, "before a field without a value", token::word_digits),
        bed.plain.text("abcdefghjkmnp", 9),
    );
    let field = bed.keep(ENV, "field without a value behind a password", format!("{field}2"));
    let line = format!("GET /login?password={password}&{field} 200");
    bed.answer("/log", "text/plain", line);
}

fn yaml(bed: &mut Bed) {
    let (plain, shown) = (
        bed.secret(YAML, "Secret: data", token::bare_password),
        bed.secret(YAML, "Secret: stringData", token::letters),
    );
    let body = format!(
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: desk-db\n  namespace: prod\ntype: Opaque\ndata:\n  username: {}\n  dsn-part: {}\nstringData:\n  worker: {shown}\n",
        base64("desk"),
        base64(&plain)
    );
    bed.answer("/k8s/secret.yaml", "application/yaml", body);
    let value = bed.secret(YAML, "Secret as JSON", token::letters);
    let body = format!(
        r#"{{"kind":"Secret","apiVersion":"v1","metadata":{{"name":"desk"}},"data":{{"worker":"{}"}}}}"#,
        base64(&value)
    );
    bed.answer("/api/v1/namespaces/prod/secrets/desk", "application/json", body);
    let (bearer, key) =
        (bed.jwt(YAML, "kubeconfig: token"), bed.pem(YAML, "kubeconfig: client-key-data", "RSA "));
    let body = format!(
        "apiVersion: v1\nkind: Config\nclusters:\n- name: prod\n  cluster:\n    server: https://k8s.example:6443\nusers:\n- name: anna\n  user:\n    token: {bearer}\n- name: ci\n  user:\n    client-key-data: {}\n",
        base64(key)
    );
    bed.answer("/kubeconfig", "text/plain", body);
    for (pattern, shape) in [
        ("database:\n  host: db\n  password: {}\n", token::bare_password as Shape),
        ("database:\n  host: db\n  password: \"{}\" # rotate\n", token::policy_password),
        ("auth: {user: anna, token: '{}'}\n", token::url_safe),
        ("env:\n  - name: API_TOKEN\n    value: {}\n", token::letters),
        ("env:\n  - value: {}\n    name: DB_PASSWORD\n", token::policy_password),
        ("secrets:\n  - {}\n", token::letters),
        ("api_key: >-\n  {}\nregion: eu\n", token::letters),
        (
            "services:\n  db:\n    environment:\n      - POSTGRES_PASSWORD={}\n",
            token::bare_password,
        ),
        ("\"client_secret\" : \"{}\"\n", token::letters),
        ("spring.datasource.password: {}\n", token::leet_password),
    ] {
        let value = bed.secret(YAML, pattern, shape);
        bed.answer("/config.yml", "text/yaml", pattern.replace("{}", &value));
    }
    let value = bed.awkward(YAML, "odd password in double quotes");
    bed.answer("/config.yml", "text/yaml", format!("login:\n  passphrase: {}\n", quoted(&value)));
}

/// Lines of .env, ini and properties files; `{}` is the credential.
const LINES: &[(&str, Shape)] = &[
    ("DB_PASSWORD={}", token::bare_password),
    ("export API_TOKEN={}", token::letters),
    ("SECRET_KEY_BASE=\"{}\"", token::hex64),
    ("JWT_SECRET='{}'", token::padded),
    ("  STRIPE_KEY = {}  # live", token::letters),
    ("AWS_SECRET_ACCESS_KEY={}", token::aws_secret),
    ("MAIL_PASS={}", token::policy_password),
    ("[auth]\nclient_secret = {}", token::letters),
    ("[db]\nuser=desk\npassword: {}", token::leet_password),
    ("jdbc.password={}", token::bare_password),
    ("spring.security.oauth2.client.registration.okta.client-secret={}", token::letters),
    ("set PGPASSWORD={}", token::bare_password),
    ("$env:VAULT_TOKEN = \"{}\"", token::letters),
    ("ENV SESSION_SECRET {}", token::letters),
    ("requirepass {}", token::letters),
    ("api_token: {}", token::hex40),
    ("Password      :  {}", token::policy_password),
    ("REDIS_AUTH:={}", token::letters),
    ("Session ID: {}", token::letters),
    ("10:00:01 the token value is {} now", token::letters),
    ("My password is {}, please help", token::word_digits),
];

fn lines(bed: &mut Bed) {
    for (pattern, shape) in LINES {
        let value = bed.secret(ENV, *pattern, *shape);
        let line = pattern.replace("{}", &value);
        let body = format!("# desk settings\nAPP_ENV=production\n{line}\nLOG_LEVEL=info\n");
        bed.answer("/.env", "text/plain", body);
    }
    let value = bed.secret(ENV, "settings on one line with escapes", token::letters);
    let body = format!(r#"{{"env":"APP_ENV=prod\nAUTH_SECRET={value}\nPORT=80"}}"#);
    bed.answer("/api/build/7", "application/json", body);
}

/// Connection strings; `{}` is the credential.
const CONNECTIONS: &[(&str, Shape)] = &[
    ("postgres://desk:{}@db.internal:5432/desk?sslmode=require", token::bare_password),
    ("postgresql+asyncpg://desk:{}@db/desk", token::letters),
    ("mysql://root:{}@10.0.0.7/desk", token::policy_password),
    ("mongodb+srv://desk:{}@cluster0.example.net/desk?retryWrites=true", token::bare_password),
    ("redis://:{}@cache.internal:6379/0", token::letters),
    ("amqps://worker:{}@mq.internal/vhost", token::bare_password),
    ("https://user:{}@registry.example/v2/", token::letters),
    ("smtp://mailer:{}@smtp.example:587", token::bare_password),
    ("ftp://anna:{}@files.example/in", token::word_digits),
    ("snowflake://etl:{}@acct/db", token::bare_password),
    (
        "Server=tcp:db.example,1433;Database=desk;User Id=desk;Password={};Encrypt=true;",
        token::policy_password,
    ),
    ("Data Source=db;Initial Catalog=desk;UID=sa;PWD={}", token::leet_password),
    ("jdbc:sqlserver://db:1433;user=sa;password={};encrypt=true", token::bare_password),
    ("jdbc:mysql://db/desk?user=app&password={}&useSSL=true", token::bare_password),
    ("jdbc:oracle:thin:scott/{}@db:1521/XE", token::bare_password),
    ("host=db port=5432 dbname=desk user=desk password={} sslmode=require", token::bare_password),
    (
        "DefaultEndpointsProtocol=https;AccountName=desk;AccountKey={};EndpointSuffix=core.windows.net",
        token::padded,
    ),
    (
        "Endpoint=sb://desk.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey={}",
        token::padded,
    ),
    ("HostName=desk.azure-devices.net;DeviceId=d1;SharedAccessKey={}", token::padded),
    ("Driver={ODBC Driver 18};Server=db;Uid=desk;Pwd={{}};", token::bare_password),
];

fn connections(bed: &mut Bed) {
    for (at, (pattern, shape)) in CONNECTIONS.iter().enumerate() {
        let value = bed.secret(CONNECTION, *pattern, *shape);
        let url_like = pattern.contains("://") && !pattern.starts_with("jdbc");
        let spelled = if url_like { percent(&value) } else { value };
        let line = pattern.replace("{}", &spelled);
        match at % 3 {
            0 => bed.answer("/debug", "text/plain", format!("using {line}\n")),
            1 => {
                bed.answer("/debug", "application/json", format!(r#"{{"dsn":{}}}"#, quoted(&line)));
            }
            _ => bed.answer("/debug", "text/plain", format!("DATABASE_URL={line}\n")),
        }
    }
    let value = bed.awkward(CONNECTION, "odd password, percent-encoded");
    let line = format!("postgres://desk:{}@db/desk", percent(&value));
    bed.answer("/debug", "application/json", format!(r#"{{"url":"{line}"}}"#));
}

/// Command lines; `{}` is the credential.
const COMMANDS: &[(&str, Shape)] = &[
    ("curl -H 'Authorization: Bearer {}' https://api.example/v1/me", token::url_safe),
    ("curl --header \"X-Api-Key: {}\" https://api.example/", token::letters),
    ("curl -u anna:{} https://api.example/", token::bare_password),
    ("curl --user 'anna:{}' https://api.example/", token::policy_password),
    ("curl -b 'lang=en; deskSession={}' https://desk.example/", token::hex32),
    ("curl --cookie deskSession={} https://desk.example/", token::hex32),
    ("curl -d 'user=anna&password={}' https://desk.example/login", token::bare_password),
    (
        "curl --data-raw $'{\"user\":\"anna\",\"password\":\"{}\"}' https://desk.example/",
        token::bare_password,
    ),
    ("curl --data-urlencode client_secret={} https://desk.example/token", token::letters),
    ("curl 'https://desk.example/x?token={}'", token::hex40),
    ("curl -sS \\\n  -H \"Cookie: sid={}\" \\\n  https://desk.example/", token::url_safe),
    ("curl ^\"https://desk.example/^\" -H ^\"authorization: Bearer {}^\"", token::url_safe),
    ("curl --proxy-user svc:{} https://x.example/", token::bare_password),
    ("wget --password={} ftp://files.example/a", token::bare_password),
    ("wget --header='Authorization: Token {}' https://files.example/a", token::hex40),
    ("http POST desk.example X-Auth-Token:{} name=x", token::letters),
    ("mysql -u root -p{} desk", token::bare_password),
    ("mysqldump --user=root --password={} desk", token::bare_password),
    ("PGPASSWORD={} psql -h db desk", token::bare_password),
    ("docker login -u anna -p {} registry.example", token::bare_password),
    ("docker run -e API_SECRET={} desk/web", token::letters),
    ("sshpass -p {} ssh anna@host", token::bare_password),
    ("aws configure set aws_secret_access_key {}", token::aws_secret),
    ("vault login token={}", token::letters),
    ("git clone https://oauth2:{}@git.example/desk.git", token::letters),
    ("Invoke-WebRequest -Headers @{Authorization=\"Bearer {}\"} -Uri x", token::url_safe),
    ("app --api-key {} --verbose", token::letters),
    ("app --client-secret={}", token::letters),
];

fn commands(bed: &mut Bed) {
    for (at, (pattern, shape)) in COMMANDS.iter().enumerate() {
        let value = bed.secret(COMMAND, *pattern, *shape);
        let line = pattern.replace("{}", &value);
        match at % 2 {
            0 => bed.answer("/help", "text/plain", format!("$ {line}\n")),
            _ => bed.answer("/help", "application/json", format!(r#"{{"run":{}}}"#, quoted(&line))),
        }
    }
}

fn pem(bed: &mut Bed) {
    for kind in ["", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ", "DSA "] {
        let block = bed.pem(PEM, format!("{kind}PRIVATE KEY"), kind);
        bed.answer("/key.pem", "application/x-pem-file", block);
    }
    let block = bed.pem(PEM, "in a JSON string", "");
    let body = format!(
        r#"{{"type":"service_account","private_key_id":"17","private_key":"{}"}}"#,
        json(&block)
    );
    bed.answer("/sa.json", "application/json", body);
    let block = bed.pem(PEM, "on one line with \\n", "RSA ");
    let line = block.trim_end().replace('\n', "\\n");
    bed.answer("/.env", "text/plain", format!("TLS_KEY=\"{line}\"\nPORT=80\n"));
    let block = bed.pem(PEM, "in JSON in JSON", "EC ");
    let inner = format!(r#"{{"pem":{}}}"#, quoted(&block));
    bed.answer("/vault", "application/json", format!(r#"{{"payload":{}}}"#, quoted(&inner)));
    let block = bed.pem(PEM, "with CRLF", "");
    bed.answer("/key.pem", "text/plain", block.replace('\n', "\r\n"));
    let block = bed.pem(PEM, "indented in YAML", "");
    let body = format!("tls:\n  note: |\n    {}", block.trim_end().replace('\n', "\n    "));
    bed.answer("/tls.yml", "text/yaml", body);
    let block = bed.pem(PEM, "in base64", "");
    bed.answer("/tls.json", "application/json", format!(r#"{{"blob":"{}"}}"#, base64(block)));
    let block = bed.pem(PEM, "without its end", "");
    let cut = block.find("-----END").unwrap_or(block.len());
    bed.answer("/key.pem", "text/plain", &block[..cut]);
}

/// Files of tools; `{}` is the credential.
const TOOLS: &[(&str, &str, Shape)] = &[
    (".npmrc", "registry=https://npm.example/\n//npm.example/:_authToken={}\n", token::uuid),
    (".npmrc _auth", "//npm.example/:_password={}\n", token::padded),
    (".netrc", "machine git.example login anna password {}\n", token::letters),
    ("terraform.tfvars", "region = \"eu\"\ndb_password = \"{}\"\n", token::policy_password),
    ("credentials.toml", "[registry]\ntoken = \"{}\"\n", token::letters),
    (
        "aws credentials",
        "[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = {}\n",
        token::aws_secret,
    ),
    ("aws session", "[default]\naws_session_token = {}\n", token::sealed),
    (
        "web.config",
        r#"<connectionStrings><add name="d" connectionString="Server=db;User ID=sa;Password={}"/></connectionStrings>"#,
        token::policy_password,
    ),
    (
        "settings.xml",
        "<server><id>m</id><username>ci</username><password>{}</password></server>",
        token::letters,
    ),
    (
        "wp-config.php",
        "define('DB_PASSWORD', '{}');\ndefine('WP_DEBUG', false);\n",
        token::bare_password,
    ),
    ("wp-config.php salt", "define( 'AUTH_KEY',  '{}' );\n", token::letters),
    ("settings.py", "SECRET_KEY = '{}'\nDEBUG = False\n", token::letters),
    ("config.rb", "config.secret_key_base = \"{}\"\n", token::hex64),
    ("php array", "'smtp' => ['user' => 'x', 'password' => '{}'],\n", token::bare_password),
    ("ruby hash", "{ :host => 'db', :password => \"{}\" }\n", token::bare_password),
    ("python dict", "{'host': 'db', 'api_token': '{}'}\n", token::letters),
    ("go struct", "Config{Host:\"db\", APIToken:\"{}\"}\n", token::letters),
    (
        "java toString",
        "LoginRequest(user=anna, password={}, remember=true)\n",
        token::bare_password,
    ),
];

fn tools(bed: &mut Bed) {
    for (place, pattern, shape) in TOOLS {
        let value = bed.secret(TOOL, *place, *shape);
        bed.answer("/raw/file", "text/plain", pattern.replace("{}", &value));
    }
    let (user, password) = ("anna", bed.secret(TOOL, "docker config auth", token::bare_password));
    let auth = base64(format!("{user}:{password}"));
    let body = format!(r#"{{"auths":{{"registry.example":{{"auth":"{auth}"}}}}}}"#);
    bed.answer("/config.json", "application/json", body);
}
