using System.Runtime.InteropServices;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>
/// What the traits of each sentence say, by kind of trait, not yet brought to length: any run of sentences is then judged by adding
/// up, and the work is the same however many runs there are.
/// </summary>
internal sealed class SentenceScores
{
    private readonly int _first;
    private readonly float[] _weights;
    private readonly float[] _said;
    private readonly float[] _squares;

    public SentenceScores(List<WordRead> words, List<FeatureSeen> traits, Tickets.Vocabulary vocabulary, float[] weights)
    {
        _weights = weights;
        _first = words.Count == 0 ? 0 : words[0].Sentence;
        var sentences = words.Count == 0 ? 0 : words[^1].Sentence - _first + 1;
        _said = new float[sentences * Bag.Kinds * IncidentModel.Lanes];
        _squares = new float[sentences * Bag.Kinds];
        var rows = vocabulary.Rows(CollectionsMarshal.AsSpan(traits));
        for (var i = 0; i < rows.Length; i++)
        {
            var (trait, row) = (traits[i], rows[i]);
            if (row < 0)
                continue;
            var at = ((words[trait.Token].Sentence - _first) * Bag.Kinds) + (int)trait.Kind;
            var value = vocabulary.Weight[row];
            _squares[at] += value * value;
            Training.AddTo(_said.AsSpan(at * IncidentModel.Lanes, IncidentModel.Lanes), weights, row, value);
        }
    }

    /// <summary>Scores of the classes for the sentences from..to, both included.</summary>
    public void Score(int from, int to, Span<float> lanes)
    {
        _weights.AsSpan(_weights.Length - IncidentModel.Lanes).CopyTo(lanes);
        for (var kind = 0; kind < Bag.Kinds; kind++)
        {
            var squares = 0f;
            for (var s = from - _first; s <= to - _first; s++)
                squares += _squares[(s * Bag.Kinds) + kind];
            if (squares == 0)
                continue;
            var scale = Bag.ShareOf((FeatureKind)kind) / MathF.Sqrt(squares);
            for (var s = from - _first; s <= to - _first; s++)
                Training.AddTo(lanes, _said, (s * Bag.Kinds) + kind, scale);
        }
    }
}
