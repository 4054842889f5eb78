//! The `ropewalk` command.

fn main() -> std::process::ExitCode {
    ropewalk::cli::main().into()
}
