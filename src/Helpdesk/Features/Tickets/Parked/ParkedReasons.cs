using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Tickets;

/// <summary>Why a mail is parked, in plain words (D31).</summary>
public static class ParkedReasons
{
    public static string Words(string? reason) => reason switch
    {
        AutomaticMail.Bounce => "A mail server says that a mail of ours was not delivered.",
        AutomaticMail.AutoReply => "An automatic reply, such as an out-of-office note.",
        AutomaticMail.List => "Sent by a mailing list.",
        AutomaticMail.OurOwn => "Sent from our own address; answering it would go in circles.",
        "raw_mode" => "SendGrid sent the mail in raw form (“Send Raw”). Switch that option off in its Inbound Parse settings; this helpdesk reads the parsed form.",
        "malformed" => "The form around the mail is broken, so nothing of it can be read for certain.",
        "too_many_parts" => "It has over 500 parts.",
        "no_sender" => "It names no address that could be answered.",
        "suspected_loop" => "Its ticket was reopened five times within an hour; two machines may be answering each other.",
        "failed" => "Placing it failed five times on our side. Nothing of it is lost; let it in to try again.",
        _ => "It could not be placed.",
    };

    /// <summary>A person may let in what can be read; what cannot would only come back here.</summary>
    public static bool Readable(string? reason) => reason is not ("raw_mode" or "malformed" or "too_many_parts" or "no_sender");
}
