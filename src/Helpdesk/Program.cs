using Helpdesk.Platform;

return await Verbs.Run(args);
