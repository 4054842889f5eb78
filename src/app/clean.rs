//! `ropewalk clean`: removes what sessions left on the outer engine.

use super::{Context, Failure};
use crate::sandbox::container::{remove, sessions};
use crate::sandbox::engine::find;
use crate::sandbox::image;
use crate::terminal::Role;
use crate::text::count;
use bollard::query_parameters::RemoveImageOptions;

/// `ropewalk clean [--all]`: abandoned sessions; with `all` also running ones and the sandbox image.
pub async fn clean(context: &Context, all: bool) -> Result<(), Failure> {
    let engine = find(&context.surroundings).await?;
    let mut removed = 0;
    for leftover in sessions(&engine.docker).await?.into_iter().filter(|l| all || l.abandoned) {
        remove(&engine.docker, &leftover.session).await?;
        removed += 1;
    }
    let mut images = 0;
    if all {
        for built in image::built(&engine.docker).await? {
            let options = RemoveImageOptions { force: true, ..RemoveImageOptions::default() };
            images += usize::from(engine.docker.remove_image(&built.id, Some(options), None).await.is_ok());
        }
    }
    if context.json {
        context.print_json(&serde_json::json!({ "version": 1, "sessions": removed, "images": images }));
    } else {
        context.say(Role::Text, &format!("Removed {} and {}.", count(removed, "session"), count(images, "image")));
    }
    Ok(())
}
