"""What invented listeners asked the demo's shows."""

from podcast_site.demo.values import Question

QUESTIONS = (
    Question(
        show="slack-water",
        episode="who-lit-it",
        days_ago=1,
        name="Odalys P.",
        text=(
            "You say that the lamp was lit by hand for eleven years after the motor came. Who paid for the oil in all"
            " that time?\n\nMy grandmother swore it was the bakery."
        ),
    ),
    Question(
        show="slack-water",
        days_ago=3,
        name="",
        text="Why is there never any wind in the recordings? I live on that coast, and there is always wind.",
    ),
    Question(
        show="slack-water",
        days_ago=4,
        name="Best Prices",
        state="spam",
        text="Dear webmaster, your podcast could have 10,000 more listeners by tomorrow morning.",
    ),
    Question(
        show="wetterwarte",
        days_ago=2,
        name="Jorid",
        text="Wieso heißt es eigentlich „Landregen“, wenn er auf dem Meer genauso fällt?",
    ),
)
