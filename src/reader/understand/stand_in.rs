//! Words that stand for a value by what they are, without a sign around them.

use super::super::names::Names;

/// Words that stand for a value when they are a whole part of a word.
static STAND_INS: Names<77> = Names::new([
    "username",
    "imagename",
    "image_name",
    "image-name",
    "containername",
    "container_name",
    "container-name",
    "container_id",
    "container-id",
    "containerid",
    "image_id",
    "imageid",
    "volumename",
    "volume_name",
    "oldtag",
    "newtag",
    "USERNAME",
    "IMAGE-ID",
    "IMAGE-NAME",
    "CONTAINER-ID",
    "CONTAINER-NAME",
    "YOURUSER",
    "IMAGE_NAME",
    "CONTAINER_ID",
    "CONTAINER_NAME",
    "TAGID",
    "CONTAINER",
    "IMAGE",
    "IMAGE_ID",
    "dockerhub_username",
    "repository_name",
    "myusername",
    "CONTAINERNAME",
    "CONTAINERID",
    "IMAGENAME",
    "IMAGEID",
    "VOLUMENAME",
    "VOLUME_NAME",
    "NETWORKNAME",
    "NETWORK_NAME",
    "network_name",
    "containerID",
    "containerId",
    "imageID",
    "imageId",
    "my-dockerhub-id",
    "my-docker-id",
    "my-dockerhub-username",
    // Lessons in other languages.
    "id_container",
    "id_contenedor",
    "id_imagen",
    "nombre_contenedor",
    "nombre_imagen",
    "nombre-contenedor",
    "nombre-imagen",
    "id_conteneur",
    "nom_conteneur",
    "nom_image",
    "nom-conteneur",
    "nom-image",
    "ID_CONTENEUR",
    "NOM_CONTENEUR",
    "NOM_IMAGE",
    "nom_du_conteneur",
    "id_du_conteneur",
    "nom_de_l_image",
    "ID_CONTENEDOR",
    "NOMBRE_CONTENEDOR",
    "NOMBRE_IMAGEN",
    "nombre_del_contenedor",
    "id_del_contenedor",
    "container_name_or_id",
    "nome_container",
    "nome-container",
    "nome_imagem",
    "nome-imagem",
    "benutzername",
]);

/// How "your" and "user" begin a word in other languages.
const YOURS: &[&str] = &[
    "usuario", "tu-", "tu_", "votre-", "votre_", "dein-", "dein_", "deine-", "seu-", "seu_", "sua-", "nom-", "nombre-",
    "nombre_", "nome-",
];

/// Whether what stands behind "tu" is Spanish: `tu-imagen`, but `tu-demo` is somebody's.
fn is_spanish(rest: &str) -> bool {
    let nouns = [
        "usuario",
        "imagen",
        "nombre",
        "contenedor",
        "repo",
        "cuenta",
        "proyecto",
        "servidor",
        "volumen",
        "red",
        "clave",
        "contraseña",
        "docker",
        "id",
        "app",
        "etiqueta",
        "archivo",
        "carpeta",
        "ruta",
        "dominio",
        "registro",
        "servicio",
    ];
    nouns.iter().any(|noun| rest.starts_with(noun))
}

/// For every letter the second ones of these words that begin with it, a bit for each by its five low bits.
static SECONDS: [u32; 32] = {
    let (mut seconds, mut index) = ([0; 32], 0);
    while index < YOURS.len() {
        let word = YOURS[index].as_bytes();
        seconds[(word[0] & 31) as usize] |= 1 << (word[1] & 31);
        index += 1;
    }
    seconds
};

/// The same in Chinese, as whole words.
const CHINESE: &[&str] = &[
    "容器名",
    "容器名称",
    "容器ID",
    "容器id",
    "镜像名",
    "镜像名称",
    "镜像ID",
    "镜像id",
    "用户名",
    "仓库名",
    "容器名稱",
    "映像檔名",
    "映像檔名稱",
    "映像檔ID",
    "使用者名稱",
];

/// Words that stand for a value only beside another stand-in.
const COMPANIONS: &[&str] = &["tag", "TAG", "project", "name", "version", "repository", "image_tag"];

/// Whether a part of a word stands for a value beside another that does: `USERNAME/BOX_NAME:TAG`.
pub fn is_companion(part: &str) -> bool {
    let is_name = |part: &str| part.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
    COMPANIONS.contains(&part) || part.ends_with("_NAME") && is_name(part)
}

/// `PASTE_IT_HERE`, `REGISTRY_USERNAME`
fn is_asked_for(part: &str) -> bool {
    let ends = part.ends_with("_HERE") || part.ends_with("_USERNAME");
    ends && part.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
}

/// How a word begins that says whose name belongs there: `nameofstack`.
const NAMES_OF: &[&str] = &["nameof", "name-of-", "name_of_"];

/// No stand-in is shorter.
pub const LEAST: usize = 5;

/// Whether a part of a word stands for a value that the learner has to know.
pub fn is_stand_in(part: &str) -> bool {
    let &[first, .., last] = part.as_bytes() else { return false };
    // The words of the list end with few letters.
    let listed = || matches!(last | 32, b'e' | b'd' | b'r' | b'g' | b'n' | b'm') && STAND_INS.has(part);
    let second = part.as_bytes().get(1).copied().unwrap_or_default();
    let may_be_yours = || SECONDS[usize::from(first & 31)] >> (second & 31) & 1 == 1;
    let begins =
        |start: &&str| part.strip_prefix(*start).is_some_and(|rest| !start.starts_with("tu") || is_spanish(rest));
    let yours = || may_be_yours() && YOURS.iter().any(begins);
    match first {
        _ if part.len() < LEAST => false,
        b'F' => part == "FIXME",
        _ if last == b'E' && is_asked_for(part) => true,
        b'O' if part.starts_with("OUR_") => true,
        b'y' | b'Y' => {
            let bytes = part.as_bytes();
            bytes.len() > 5 && bytes[..4].eq_ignore_ascii_case(b"your") && bytes[4] | 32 != b's' || listed()
        }
        b'n' if NAMES_OF.iter().any(|begin| part.starts_with(begin)) => true,
        b'd' | b'n' | b's' | b't' | b'u' | b'v' => listed() || yours(),
        b'b' | b'c' | b'i' | b'm' | b'o' | b'r' | b'C' | b'I' | b'N' | b'T' | b'U' | b'V' => listed(),
        0xe0..=0xef => CHINESE.contains(&part),
        _ => false,
    }
}
