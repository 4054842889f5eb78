# Runs programs, one after another, for who asks over standard input; ends when that ends.
# A request: the lengths of the words and of the input (two numbers of 32 bits, the highest byte first), the words, each
# with a NUL behind it, and the input. The answer comes in frames of a kind (one byte), a length (32 bits) and so many
# bytes: 3 it was read, 1 standard output, 2 standard error, 0 the end, with the exit status (32 bits).
use strict;
use POSIX qw(WNOHANG);

sub take {
    my ($want, $got) = (shift, '');
    while (length $got < $want) {
        sysread(STDIN, $got, $want - length $got, length $got) or exit 0;
    }
    return $got;
}

sub answer {
    my ($kind, $text) = @_;
    my ($frame, $at) = (pack('CN', $kind, length $text) . $text, 0);
    while ($at < length $frame) {
        $at += syswrite(STDOUT, $frame, length($frame) - $at, $at) || exit 1;
    }
}

sub start {
    my ($words, $in, $out, $err) = @_;
    my $pid = fork // return;
    return $pid if $pid;
    setpgrp(0, 0);
    open(STDIN, '<&', $in) and open(STDOUT, '>&', $out) and open(STDERR, '>&', $err) or POSIX::_exit(126);
    { no warnings; exec { $words->[0] } @$words; }
    syswrite(STDERR, "$words->[0]: $!\n");
    POSIX::_exit(127);
}

$^F = 2;
while (1) {
    my ($words, $input) = unpack 'NN', take(8);
    my @words = split /\0/, take($words), -1;
    pop @words;
    $input = take($input);
    answer(3, '');
    pipe(my $in, my $to) and pipe(my $out, my $out_end) and pipe(my $err, my $err_end) or exit 1;
    my $pid = start(\@words, $in, $out_end, $err_end) // exit 1;
    close $_ for $in, $out_end, $err_end;
    # What is read slowly must not keep its output from being read.
    my $feeder = length $input ? fork : 0;
    if (defined $feeder and $feeder == 0 and length $input) {
        close $_ for $out, $err;
        my $at = 0;
        while ($at < length $input) { $at += syswrite($to, $input, length($input) - $at, $at) || last }
        POSIX::_exit(0);
    }
    close $to;
    my ($ended, $status) = (0, 0);
    my %kinds = (fileno($out), 1, fileno($err), 2);
    while (%kinds) {
        my $ready = '';
        vec($ready, $_, 1) = 1 for 0, keys %kinds;
        my $some = select($ready, undef, undef, 0.05);
        if ($some <= 0) {
            # Something that was left in the background may hold its output for ever.
            last if $ended;
            ($ended, $status) = (1, $?) if waitpid($pid, WNOHANG) == $pid;
            next;
        }
        # Who asked is gone, or does not wait for the answer.
        if (vec($ready, 0, 1)) { kill 'KILL', -$pid; exit 0 }
        for my $fd (keys %kinds) {
            next unless vec($ready, $fd, 1);
            my $read = sysread($kinds{$fd} == 1 ? $out : $err, my $text, 65536);
            if ($read) { answer($kinds{$fd}, $text) } else { delete $kinds{$fd} }
        }
    }
    if (!$ended) { waitpid($pid, 0); $status = $? }
    if ($feeder) { kill 'KILL', $feeder; waitpid($feeder, 0) }
    answer(0, pack('N', $status & 127 ? 128 + ($status & 127) : $status >> 8));
}
